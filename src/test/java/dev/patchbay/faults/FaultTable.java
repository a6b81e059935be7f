package dev.patchbay.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Prints the cost of each fault, one line each, on standard output; {@code grep '^| fault'} finds
 * them.
 */
public final class FaultTable {

  private FaultTable() {}

  /**
   * One line.
   *
   * @param acknowledged changes that were answered 2xx
   * @param lost how many of them were not stored afterwards
   * @param worstAnswer the longest time that a caller waited for any answer
   * @param recovery from the end of the fault, or from its begin where Redis mends it by itself, to
   *     the next acknowledged change
   */
  public static void line(
      String fault, long acknowledged, long lost, Duration worstAnswer, Duration recovery) {
    print(fault, acknowledged, lost, worstAnswer.toMillis() + " ms", recovery.toMillis() + " ms");
  }

  /** One line of a fault in which time does not matter. */
  public static void line(String fault, long acknowledged, long lost) {
    print(fault, acknowledged, lost, "-", "-");
  }

  private static void print(Object... cells) {
    System.out.println(
        Arrays.stream(cells)
            .map(String::valueOf)
            .collect(Collectors.joining(" | ", "| fault | ", " |")));
  }
}
