package dev.patchbay.http;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopLagTest {

  private final Vertx vertx = Vertx.vertx();
  private final ManualClock clock = new ManualClock();
  private final LoopLag lag = new LoopLag(clock);
  private final CountDownLatch free = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    free.countDown();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  /** The lag is seen while the loop is stuck, by another thread, and is over when it turns. */
  @Test
  void aStuckLoopIsLateUntilItTurns() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              lag.watch(vertx);
              stuck.countDown();
              awaitQuietly(free);
            });
    stuck.await();
    clock.advanceMillis(LoopLag.PERIOD_MILLIS);
    assertThat(lag.millis()).isZero();
    clock.advanceMillis(1);
    assertThat(lag.millis()).isEqualTo(1);
    clock.advanceMillis(1_199);
    assertThat(lag.millis()).isEqualTo(1_200);
    free.countDown();
    eventually("two turns in time by the clock", () -> lag.millis() == 0);
  }

  @Test
  void aLoopThatIsNeverWatchedIsLateFromItsMaking() {
    assertThat(lag.millis()).isZero();
    clock.advanceMillis(10_000);
    assertThat(lag.millis()).isEqualTo(10_000);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
