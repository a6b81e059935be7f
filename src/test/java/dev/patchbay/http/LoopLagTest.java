package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoopLagTest {

  /** The lag is seen while the loop is stuck, by another thread, and is over when it turns. */
  @Test
  void aStuckLoopIsLateUntilItTurns(Vertx vertx) throws Exception {
    LoopLag lag = new LoopLag();
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Context loop = vertx.getOrCreateContext();
    loop.runOnContext(
        now -> {
          lag.watch(vertx);
          stuck.countDown();
          awaitQuietly(free);
        });
    stuck.await();
    assertThat(lag.millis()).isLessThan(1_000);
    Thread.sleep(1_200);
    assertThat(lag.millis()).isGreaterThanOrEqualTo(1_000);
    free.countDown();
    long begun = System.nanoTime();
    while (lag.millis() >= 1_000) {
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(10));
      Thread.sleep(10);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
