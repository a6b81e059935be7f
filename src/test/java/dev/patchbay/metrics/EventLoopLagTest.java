package dev.patchbay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class EventLoopLagTest {

  private static final double NANOS_IN_MILLI = 1e6;

  private final ManualClock clock = new ManualClock();
  private final EventLoopLag lag = new EventLoopLag(clock);

  @Test
  void aLoopThatTicksInTimeHasNoLag() {
    ticks(lag.watched(), 1_000);
    assertThat(lag.nanosMax()).isZero();
  }

  @Test
  void theLatestTickOfAllLoopsCounts() {
    EventLoopLag.Loop one = lag.watched();
    EventLoopLag.Loop two = lag.watched();
    clock.advanceMillis(EventLoopLag.PERIOD_MILLIS + 30);
    one.tick(clock.getAsLong());
    clock.advanceMillis(7);
    two.tick(clock.getAsLong());
    ticks(one, 1);
    assertThat(lag.nanosMax()).isEqualTo(37 * NANOS_IN_MILLI);
  }

  @Test
  void aLateTickIsKeptForOneWindowAndForgottenAfterTwo() {
    EventLoopLag.Loop loop = lag.watched();
    clock.advanceMillis(EventLoopLag.PERIOD_MILLIS + 250);
    loop.tick(clock.getAsLong());
    ticks(loop, 2 * EventLoopLag.TICKS_IN_WINDOW - 2);
    assertThat(lag.nanosMax()).isEqualTo(250 * NANOS_IN_MILLI);
    ticks(loop, 1);
    assertThat(lag.nanosMax()).isZero();
  }

  private void ticks(EventLoopLag.Loop loop, int count) {
    for (int i = 0; i < count; i++) {
      clock.advanceMillis(EventLoopLag.PERIOD_MILLIS);
      loop.tick(clock.getAsLong());
    }
  }
}
