package dev.patchbay.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrainScheduleTest {

  private static final List<Integer> CONNECTIONS = IntStream.range(0, 1_000).boxed().toList();

  private static DrainSchedule<Integer> schedule(long begunNanos, long delayNanos) {
    return new DrainSchedule<>(CONNECTIONS, begunNanos, delayNanos, new SplittableRandom(21));
  }

  @Test
  void eachTenthOfTheDelayTakesAboutATenthOfTheConnections() {
    DrainSchedule<Integer> schedule = schedule(-500, 10_000);
    assertThat(schedule.take(-501)).isEmpty();
    List<Integer> all = new ArrayList<>();
    for (int tenth = 1; tenth <= 10; tenth++) {
      List<Integer> taken = schedule.take(-501 + tenth * 1_000L);
      assertThat(taken).hasSizeBetween(70, 130);
      all.addAll(taken);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(CONNECTIONS);
    assertThat(all).isNotEqualTo(CONNECTIONS);
  }

  @Test
  void withoutADelayAllAreTakenAtOnce() {
    assertThat(schedule(7, 0).take(7)).hasSize(1_000);
  }

  @Test
  void eachIsTakenOnceAlsoWhereTheClockPassesItsLargestValue() {
    DrainSchedule<Integer> schedule = schedule(Long.MAX_VALUE - 10, 100);
    int first = schedule.take(Long.MAX_VALUE).size();
    int rest = schedule.take(Long.MIN_VALUE + 100).size();
    assertThat(first).isPositive();
    assertThat(first + rest).isEqualTo(1_000);
    assertThat(schedule.take(Long.MIN_VALUE + 200)).isEmpty();
  }
}
