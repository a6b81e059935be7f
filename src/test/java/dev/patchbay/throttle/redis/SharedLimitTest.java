package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.FailOpenRateLimiter;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.RefusalMemory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
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

/** Two replicas, one Redis, real time. */
@ExtendWith(RedisServerExtension.class)
final class SharedLimitTest {

  private static final String ACCOUNT = "000000000000";
  private static final int CALLERS = 4;
  private static final long FLOOD_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

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
    flood("counter alone", new RateLimit(100, 40), counter -> counter);
  }

  @Test
  void theyDoWithEverythingInFrontOfTheCounter() throws Exception {
    flood("with memory", new RateLimit(100, 40), SharedLimitTest::inFull);
    assertThat(redis.calls("evalsha")).isLessThan(requests.get());
  }

  /** For people to read: what turning away costs. */
  @Test
  void tellsTheCostOfRefusals() throws Exception {
    tellCost("counter alone", counter -> counter);
    tellCost("with memory", SharedLimitTest::inFull);
  }

  private static RateLimiter inFull(RateLimiter counter) {
    return new FailOpenRateLimiter(
        new RefusalMemory(counter, System::nanoTime),
        new LocalRateLimiter(System::nanoTime, 1),
        System::nanoTime,
        admission -> {});
  }

  private void flood(String name, RateLimit limit, UnaryOperator<RateLimiter> composition)
      throws Exception {
    long began = System.nanoTime();
    List<Future<Admission>> callers = new ArrayList<>();
    for (int replica = 0; replica < 2; replica++) {
      LimiterLoop loop = LimiterLoop.start(vertx, redis.uri(), composition);
      for (int caller = 0; caller < CALLERS; caller++) {
        SplittableRandom random = new SplittableRandom(replica * CALLERS + caller);
        callers.add(callUntil(began + FLOOD_NANOS, loop, limit, random));
      }
    }
    Future.all(callers).await(10, TimeUnit.SECONDS);
    double seconds = (System.nanoTime() - began) / 1e9;
    checkEveryWindow(limit);
    assertThat(admitted.size())
        .isGreaterThanOrEqualTo((int) (0.95 * (limit.burst() + limit.ratePerSecond() * seconds)));
    System.out.printf(
        "%s: %d of %d requests admitted in %.2f s, %d asked of Redis%n",
        name, admitted.size(), requests.get(), seconds, redis.calls("evalsha"));
  }

  private Future<Admission> callUntil(
      long endNanos, LimiterLoop loop, RateLimit limit, SplittableRandom random) {
    long asked = System.nanoTime();
    return loop.admit(ACCOUNT, limit)
        .compose(
            admission -> {
              requests.incrementAndGet();
              if (admission.admitted()) {
                admitted.add(new Admitted(asked, System.nanoTime()));
              }
              return System.nanoTime() > endNanos
                  ? Future.succeededFuture(admission)
                  : vertx
                      .timer(1 + random.nextInt(5), TimeUnit.MILLISECONDS)
                      .compose(waited -> callUntil(endNanos, loop, limit, random));
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

  private void tellCost(String name, UnaryOperator<RateLimiter> composition) throws Exception {
    LimiterLoop loop = LimiterLoop.start(vertx, redis.uri(), composition);
    RateLimit limit = new RateLimit(10, 1);
    refuse(loop, limit, 5_000); // Until the compilers are done with it.
    redis.command("CONFIG", "RESETSTAT");
    long began = System.nanoTime();
    long cpuBegan = cpuNanos();
    int refused = refuse(loop, limit, 10_000);
    System.out.printf(
        "%s: %d refusals in %d ms, %d ms of processor time, %d asked of Redis%n",
        name,
        refused,
        (System.nanoTime() - began) / 1_000_000,
        (cpuNanos() - cpuBegan) / 1_000_000,
        redis.calls("evalsha"));
  }

  /** Asks in crowds that the connections can serve at once. */
  private static int refuse(LimiterLoop loop, RateLimit limit, int refusals) throws Exception {
    int refused = 0;
    while (refused < refusals) {
      List<Future<Admission>> crowd = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        crowd.add(loop.admit(ACCOUNT, limit));
      }
      Future.all(crowd).await(10, TimeUnit.SECONDS);
      refused += (int) crowd.stream().filter(each -> !each.result().admitted()).count();
    }
    return refused;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
