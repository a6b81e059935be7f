package dev.patchbay.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is evidence that Redis is away, and what ends the outage. */
final class CircuitBreakerTest {

  private final ManualClock clock = new ManualClock();
  private final EventLoop loop = new EventLoop();
  private final Deque<Supplier<Future<Void>>> probes = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CircuitBreaker circuit =
      loop.make(
          vertx ->
              new CircuitBreaker(
                  vertx,
                  new RedisMeter() {
                    @Override
                    public void circuit(boolean open) {
                      if (!open) {
                        closed.countDown();
                      }
                    }
                  },
                  new CircuitBreaker.Owner() {
                    @Override
                    public void opened() {}

                    @Override
                    public Future<Void> probe() {
                      return probes.isEmpty()
                          ? Promise.<Void>promise().future()
                          : probes.remove().get();
                    }
                  },
                  clock));

  @AfterEach
  void close() {
    loop.close();
  }

  private boolean admits() {
    return loop.make(vertx -> circuit.admits());
  }

  private void failed(RedisFault fault, long begunNanos) {
    loop.make(
        vertx -> {
          circuit.failed(new RedisFailure(fault, "for the test"), begunNanos);
          return true;
        });
  }

  @Test
  void secondTimeoutWithoutAnyReplyOpensTheCircuit() {
    failed(RedisFault.NO_ANSWER, clock.getAsLong());
    assertThat(admits()).isTrue();
    failed(RedisFault.NO_ANSWER, clock.getAsLong());
    assertThat(admits()).isFalse();
  }

  @Test
  void exhaustedTimeOfARequestIsNoEvidence() {
    for (int i = 0; i < 10; i++) {
      failed(RedisFault.OUT_OF_TIME, clock.getAsLong());
      failed(RedisFault.TOO_LATE, clock.getAsLong());
      failed(RedisFault.POOL_EXHAUSTED, clock.getAsLong());
    }
    assertThat(admits()).isTrue();
  }

  @Test
  void callsFromBeforeTheLatestReplyAreNoEvidence() {
    long begun = clock.getAsLong();
    clock.advanceMillis(1);
    loop.make(
        vertx -> {
          circuit.answered();
          return true;
        });
    failed(RedisFault.NO_CONNECTION, begun);
    assertThat(admits()).isTrue();
    failed(RedisFault.NO_CONNECTION, clock.getAsLong());
    assertThat(admits()).isFalse();
  }

  @Test
  void probeThatThrowsIsFollowedByAnother() throws InterruptedException {
    loop.make(
        vertx -> {
          probes.add(
              () -> {
                throw new IllegalStateException("for the test");
              });
          probes.add(Future::succeededFuture);
          return true;
        });
    failed(RedisFault.NO_CONNECTION, clock.getAsLong());
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(admits()).isTrue();
  }
}
