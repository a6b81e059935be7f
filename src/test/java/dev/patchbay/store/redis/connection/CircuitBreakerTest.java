package dev.patchbay.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The evidence that opens the circuit breaker, and the end of an outage. */
final class CircuitBreakerTest {

  private final ManualClock clock = new ManualClock();
  private final EventLoop loop = new EventLoop();
  private final Deque<Supplier<Future<Void>>> probes = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CircuitBreaker circuit =
      loop.make(
          vertx ->
              new CircuitBreaker(
                  (millis, action) -> vertx.setTimer(millis, id -> action.run()),
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
    return loop.make(vertx -> circuit.allow());
  }

  private void failed(RedisFault fault, long begunNanos) {
    loop.make(
        vertx -> {
          circuit.recordFailure(new RedisFailure(fault, "for the test"), begunNanos);
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
          circuit.recordSuccess();
          return true;
        });
    failed(RedisFault.NO_CONNECTION, begun);
    assertThat(admits()).isTrue();
    failed(RedisFault.NO_CONNECTION, clock.getAsLong());
    assertThat(admits()).isFalse();
  }

  /** At the worst moment, when a probe has just begun that nothing answers. */
  @Test
  void redisIsUsedAgainWithinTwoSecondsOfItsReturn() {
    RedisConfig usual = ServiceConfig.from(Map.of()).redis();
    RedisLimits limits =
        new RedisLimits(
            usual.acquireTimeoutMillis(),
            usual.commandTimeoutMillis(),
            usual.requestTimeoutMillis(),
            RedisLimits.LOST_RACES_MAX);
    long probeMillisMax = limits.fullTimeoutMillis() + limits.commandTimeoutMillis();
    for (int probesLost = 1; probesLost < 100; probesLost++) {
      ManualTimer timer = new ManualTimer();
      Outage outage = new Outage(timer, probeMillisMax);
      CircuitBreaker breaker = new CircuitBreaker(timer, RedisMeter.NONE, outage, timer::nanos);
      breaker.recordFailure(
          new RedisFailure(RedisFault.NO_CONNECTION, "for the test"), timer.nanos());
      while (outage.probes < probesLost) {
        timer.advanceToNext();
      }
      long returnedMillis = timer.nowMillis;
      outage.isOver = true;
      while (!breaker.allow()) {
        timer.advanceToNext();
      }
      assertThat(timer.nowMillis - returnedMillis).isBetween(1L, 2_000L);
    }
  }

  /** Probes that are not answered end at their deadline. */
  private static final class Outage implements CircuitBreaker.Owner {

    private final ManualTimer timer;
    private final long probeMillisMax;
    private int probes;
    private boolean isOver;

    Outage(ManualTimer timer, long probeMillisMax) {
      this.timer = timer;
      this.probeMillisMax = probeMillisMax;
    }

    @Override
    public void opened() {}

    @Override
    public Future<Void> probe() {
      probes++;
      if (isOver) {
        return Future.succeededFuture();
      }
      Promise<Void> late = Promise.promise();
      timer.after(probeMillisMax, () -> late.fail("for the test"));
      return late.future();
    }
  }

  /** Time that passes from one action to the next. */
  private static final class ManualTimer implements CircuitBreaker.Timer {

    private record Due(long millis, Runnable action) {}

    private final Deque<Due> due = new ArrayDeque<>();
    private long nowMillis;

    @Override
    public void after(long millis, Runnable action) {
      due.add(new Due(nowMillis + millis, action));
    }

    /** Only one waits at a time. */
    private void advanceToNext() {
      Due next = due.remove();
      nowMillis = next.millis;
      next.action.run();
    }

    private long nanos() {
      return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }
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
    assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(admits()).isTrue();
  }
}
