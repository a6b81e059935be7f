package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.FailOpenRateLimiter;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.RefusalCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas, one Redis, real time; what is asserted holds for any timing. */
@ExtendWith(RedisServerExtension.class)
final class SharedLimitTest {

  private static final String ACCOUNT = "000000000000";
  private static final int CALLERS = 4;
  private static final int REQUESTS_OF_CALLER = 75;

  /** An admission happened between these two moments, on Redis. */
  private record Admitted(long askedNanos, long answeredNanos) {}

  private final RedisServer redis;
  private final Vertx vertx = Vertx.vertx();
  private final Queue<Admitted> admitted = new ConcurrentLinkedQueue<>();
  private final AtomicLong requests = new AtomicLong();

  SharedLimitTest(RedisServer redis) {
    this.redis = redis;
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
    redis.command("CONFIG", "RESETSTAT");
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void replicasCountTogether() throws Exception {
    flood(new RateLimit(100, 40), counter -> counter);
  }

  @Test
  void theyDoWithEverythingInFrontOfTheCounter() throws Exception {
    flood(new RateLimit(1, 40), SharedLimitTest::inFull);
    assertThat(redis.calls("evalsha")).isLessThan(requests.get());
  }

  @Test
  void theyDoWithTokensInHand() throws Exception {
    flood(new RateLimit(1_000, 200), SharedLimitTest::inFull);
  }

  private static RateLimiter inFull(RateLimiter counter) {
    return new FailOpenRateLimiter(
        new RefusalCache(counter, System::nanoTime),
        new LocalRateLimiter(System::nanoTime, 1),
        System::nanoTime,
        admission -> {});
  }

  private void flood(RateLimit limit, UnaryOperator<RateLimiter> composition) throws Exception {
    List<Future<Admission>> callers = new ArrayList<>();
    for (int replica = 0; replica < 2; replica++) {
      LimiterLoop loop = LimiterLoop.start(vertx, redis.uri(), composition);
      for (int caller = 0; caller < CALLERS; caller++) {
        SplittableRandom random = new SplittableRandom(replica * CALLERS + caller);
        callers.add(call(REQUESTS_OF_CALLER, loop, limit, random));
      }
    }
    Future.all(callers).await(60, TimeUnit.SECONDS);
    checkEveryWindow(limit);
    // Half of the bucket is for those that wait, whatever was drawn ahead and has lapsed.
    assertThat(admitted.size()).isGreaterThanOrEqualTo(limit.burst() * 9 / 20);
  }

  private Future<Admission> call(
      int times, LimiterLoop loop, RateLimit limit, SplittableRandom random) {
    long asked = System.nanoTime();
    return loop.admit(ACCOUNT, limit)
        .compose(
            admission -> {
              requests.incrementAndGet();
              if (admission.admitted() && admission.decider() == Decider.COUNTER) {
                admitted.add(new Admitted(asked, System.nanoTime()));
              }
              return times == 1
                  ? Future.succeededFuture(admission)
                  : vertx
                      .timer(1 + random.nextInt(5), TimeUnit.MILLISECONDS)
                      .compose(waited -> call(times - 1, loop, limit, random));
            });
  }

  /** Only what surely happened within a window counts there, so the law needs no tolerance. */
  private void checkEveryWindow(RateLimit limit) {
    for (Admitted first : admitted) {
      List<Long> answers =
          admitted.stream()
              .filter(each -> each.askedNanos() >= first.askedNanos())
              .map(Admitted::answeredNanos)
              .sorted()
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        double seconds = (answers.get(i) - first.askedNanos()) / 1e9;
        assertThat(i + 1.0)
            .as("admitted within %s s", seconds)
            .isLessThanOrEqualTo(limit.ratePerSecond() * seconds + limit.burst());
      }
    }
  }
}
