package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisRateLimiterTest {

  private static final String ACCOUNT = "000000000000";
  private static final RateLimit AWS = new RateLimit(10, 40);

  private final RedisServer redis;
  private final Vertx vertx = Vertx.vertx();
  private LimiterLoop limiter;

  @SuppressWarnings("NullAway.Init")
  RedisRateLimiterTest(RedisServer redis) {
    this.redis = redis;
  }

  @BeforeEach
  void start() throws Exception {
    redis.flushAll();
    limiter = LimiterLoop.start(vertx, redis.uri());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void anAdmissionIsOneCommand() throws Exception {
    limiter.decide(ACCOUNT, AWS); // The first may have to bring the script.
    redis.command("CONFIG", "RESETSTAT");
    for (int i = 0; i < 100; i++) {
      limiter.decide(ACCOUNT, AWS);
    }
    assertThat(redis.calls("evalsha")).isEqualTo(100);
    assertThat(redis.calls("eval")).isZero();
    assertThat(redis.calls("set")).as("only admissions write").isLessThan(50);
    assertThat(redis.command("KEYS", "*"))
        .isEqualTo(List.of("patchbay:{000000000000}:000000000000#throttle"));
  }

  @Test
  void whoComesBeforeACallIsWrittenIsCountedByIt() throws Exception {
    RateLimit slow = new RateLimit(0.001, 40);
    limiter.decide(ACCOUNT, slow);
    redis.command("CONFIG", "RESETSTAT");
    List<Admission> both = limiter.admitInTwoTicks(ACCOUNT, slow).await(5, TimeUnit.SECONDS);
    assertThat(both).extracting(Admission::remaining).containsExactly(38L, 37L);
    assertThat(redis.calls("evalsha")).isEqualTo(1);
  }

  @Test
  void bringsTheScriptToARedisThatForgotIt() throws Exception {
    redis.command("SCRIPT", "FLUSH");
    redis.command("CONFIG", "RESETSTAT");
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.decide(ACCOUNT, AWS).decider()).isEqualTo(Decider.COUNTER);
    }
    assertThat(redis.calls("eval")).isEqualTo(1);
    redis.command("SCRIPT", "FLUSH");
    List<Future<Admission>> crowd =
        IntStream.range(0, 20).mapToObj(i -> limiter.admit(ACCOUNT, AWS)).toList();
    assertThat(Future.all(crowd).await(5, TimeUnit.SECONDS).succeeded()).isTrue();
    assertThat(limiter.decide(ACCOUNT, AWS).remaining()).isBetween(9L, 12L);
  }

  @Test
  void aNewLimitHoldsAtOnce() throws Exception {
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isTrue();
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isTrue();
    Admission refused = limiter.decide(ACCOUNT, new RateLimit(0.001, 2));
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.retryAfterMillis()).isBetween(990_000L, 1_000_000L);
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 3)).admitted()).isTrue();
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isFalse();
    assertThat(limiter.decide("111111111111", new RateLimit(0.001, 2)).admitted()).isTrue();
  }

  @Test
  void theKeyExpiresByItself() throws Exception {
    assertThat(limiter.decide(ACCOUNT, new RateLimit(100, 1)).admitted()).isTrue();
    assertThat(redis.command("EXISTS", RedisRateLimiter.key(ACCOUNT))).isEqualTo(1L);
    Thread.sleep(1_100);
    assertThat(redis.command("EXISTS", RedisRateLimiter.key(ACCOUNT))).isEqualTo(0L);
  }

  @Test
  void aLimitThatIsOffAsksNobody() throws Exception {
    redis.command("CONFIG", "RESETSTAT");
    assertThat(limiter.decide(ACCOUNT, RateLimit.OFF)).isEqualTo(Admission.unlimited());
    assertThat(redis.calls("evalsha")).isZero();
  }
}
