package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.testkit.RespClient;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.FailOpenRateLimiter;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.RefusalCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full, frozen or dead Redis does not make the limiter refuse calls. */
final class UnavailableCounterTest {

  private static final String ACCOUNT = "000000000000";
  private static final RateLimit LIMIT = new RateLimit(10, 40);

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger failedOpen = new AtomicInteger();
  private EmbeddedRedis redis;

  @SuppressWarnings("NullAway.Init")
  UnavailableCounterTest() {}

  @BeforeEach
  void start() throws Exception {
    redis = EmbeddedRedis.start(directory, AppendFsync.EVERYSEC);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    redis.close();
  }

  @Test
  void aFullRedisRefusesNoCall() throws Exception {
    LimiterLoop limiter = LimiterLoop.start(vertx, redis.uri(), this::inFull);
    assertThat(limiter.decide(ACCOUNT, LIMIT).decider()).isEqualTo(Decider.COUNTER);
    try (RespClient control = RespClient.connect(redis.uri())) {
      control.call("CONFIG", "SET", "maxmemory", "1");
      LimiterLoop bare = LimiterLoop.start(vertx, redis.uri());
      assertThatThrownBy(() -> bare.decide(ACCOUNT, LIMIT))
          .isInstanceOfSatisfying(
              ServiceException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
      assertFailsOpen(limiter);
      control.call("CONFIG", "SET", "maxmemory", "0");
    }
    assertComesBack(limiter);
  }

  @Test
  void aDeadRedisRefusesNoCall() throws Exception {
    LimiterLoop limiter = LimiterLoop.start(vertx, redis.uri(), this::inFull);
    assertThat(limiter.decide(ACCOUNT, LIMIT).decider()).isEqualTo(Decider.COUNTER);
    signal("-KILL");
    assertFailsOpen(limiter);
  }

  /** The worst case, for nothing is refused and every deadline runs out. */
  @Test
  void aFrozenRedisDelaysOnlyCallsUnderWay() throws Exception {
    LimiterLoop limiter = LimiterLoop.start(vertx, redis.uri(), this::inFull);
    assertThat(limiter.decide(ACCOUNT, LIMIT).decider()).isEqualTo(Decider.COUNTER);
    signal("-STOP");
    try {
      List<Future<Admission>> underWay =
          IntStream.range(0, 20).mapToObj(i -> limiter.admit(ACCOUNT, LIMIT)).toList();
      Future.all(underWay).await(60, TimeUnit.SECONDS);
      assertThat(underWay).allMatch(each -> each.result().admitted());
      assertFailsOpen(limiter);
      for (int i = 0; i < 10; i++) {
        assertThat(limiter.isDecidedAtOnce(ACCOUNT, LIMIT))
            .as("nobody waits for a deadline any more")
            .isTrue();
      }
    } finally {
      signal("-CONT");
    }
    assertComesBack(limiter);
  }

  private RateLimiter inFull(RateLimiter counter) {
    return new FailOpenRateLimiter(
        new RefusalCache(counter, System::nanoTime),
        new LocalRateLimiter(System::nanoTime, 1),
        System::nanoTime,
        admission -> {
          if (admission.decider() == Decider.LOCAL_BUCKET) {
            failedOpen.incrementAndGet();
          }
        });
  }

  private void assertFailsOpen(LimiterLoop limiter) throws Exception {
    int before = failedOpen.get();
    for (int i = 0; i < 10; i++) {
      Admission admission = limiter.decide(ACCOUNT, LIMIT);
      assertThat(admission.admitted()).isTrue();
      assertThat(admission.decider()).isEqualTo(Decider.LOCAL_BUCKET);
    }
    assertThat(failedOpen.get() - before).isEqualTo(10);
  }

  private static void assertComesBack(LimiterLoop limiter) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (limiter.decide(ACCOUNT, LIMIT).decider() != Decider.COUNTER) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private void signal(String name) throws Exception {
    assertThat(new ProcessBuilder("kill", name, String.valueOf(redis.pid())).start().waitFor())
        .isZero();
  }
}
