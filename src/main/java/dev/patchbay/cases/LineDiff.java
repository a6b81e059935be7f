package dev.patchbay.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of two texts: common lines, and lines of one text only. */
final class LineDiff {

  /** The cells of the comparison's table, four bytes each; larger texts differ in all lines. */
  private static final long CELLS_MAX = 1_000_000;

  /**
   * A line.
   *
   * @param mark {@code ' '} for a line of both, {@code '-'} for one that is expected only, and
   *     {@code '+'} for one that is there only
   */
  record Line(char mark, String text) {}

  private LineDiff() {}

  static List<Line> of(String expected, String actual) {
    List<String> left = lines(expected);
    List<String> right = lines(actual);
    int[][] common =
        (long) left.size() * right.size() > CELLS_MAX ? new int[0][] : commonLengths(left, right);
    List<Line> diff = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (common.length > 0 && i < left.size() && j < right.size()) {
      if (left.get(i).equals(right.get(j))) {
        diff.add(new Line(' ', left.get(i++)));
        j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        diff.add(new Line('-', left.get(i++)));
      } else {
        diff.add(new Line('+', right.get(j++)));
      }
    }
    left.subList(i, left.size()).forEach(line -> diff.add(new Line('-', line)));
    right.subList(j, right.size()).forEach(line -> diff.add(new Line('+', line)));
    return diff;
  }

  /** A text that ends with a line feed has an empty last line, so that the line feed is seen. */
  static List<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1)).map(LineDiff::printable).toList();
  }

  /** A terminal obeys control characters, which a frame may hold. */
  static String printable(String line) {
    StringBuilder out = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            each -> {
              boolean isPrinted =
                  each == '\t'
                      || switch (Character.getType(each)) {
                        case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                        default -> true;
                      };
              if (isPrinted) {
                out.appendCodePoint(each);
              } else {
                out.append("\\u{%04X}".formatted(each));
              }
            });
    return out.toString();
  }

  /** The length of the longest common subsequence behind each pair of positions. */
  private static int[][] commonLengths(List<String> left, List<String> right) {
    int[][] lengths = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            left.get(i).equals(right.get(j))
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }
}
