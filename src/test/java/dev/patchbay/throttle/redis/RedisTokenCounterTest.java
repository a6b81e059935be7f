package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.RateLimit;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisTokenCounterTest {

  private static final String ACCOUNT = "000000000000";

  /** So slow that no test sees another token. */
  private static final RateLimit SLOW = new RateLimit(0.001, 40);

  private final RedisServer redis;
  private final Vertx vertx = Vertx.vertx();
  private LimiterLoop limiter;

  @SuppressWarnings("NullAway.Init")
  RedisTokenCounterTest(RedisServer redis) {
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
  void underASmallLimitAnAdmissionIsOneCommandAndARefusalWritesNothing() throws Exception {
    limiter.decide(ACCOUNT, SLOW); // The first may have to bring the script.
    redis.command("CONFIG", "RESETSTAT");
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.decide(ACCOUNT, SLOW).admitted()).isEqualTo(i < 39);
    }
    assertThat(redis.calls("evalsha")).isEqualTo(100);
    assertThat(redis.calls("eval")).isZero();
    assertThat(redis.calls("set")).isEqualTo(39);
    assertThat(redis.command("KEYS", "*"))
        .isEqualTo(List.of("patchbay:{000000000000}:000000000000#throttle"));
  }

  @Test
  void callerDuringADrawIsCountedByTheNextDraw() throws Exception {
    limiter.decide(ACCOUNT, SLOW);
    redis.command("CONFIG", "RESETSTAT");
    List<Admission> all = limiter.admitTogether(ACCOUNT, SLOW, 10).await(60, TimeUnit.SECONDS);
    assertThat(all)
        .extracting(Admission::remaining)
        .containsExactly(38L, 37L, 36L, 35L, 34L, 33L, 32L, 31L, 30L, 29L);
    assertThat(redis.calls("evalsha")).isEqualTo(2);
  }

  /** Many requests draw tokens for later ones, and the counter counts these as spent. */
  @Test
  void mostRequestsUnderALargeLimitAskNobody() throws Exception {
    RateLimit large = new RateLimit(100_000, 100_000);
    limiter.admitTogether(ACCOUNT, large, 1).await(60, TimeUnit.SECONDS);
    redis.command("CONFIG", "RESETSTAT");
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.admitTogether(ACCOUNT, large, 1_000).await(60, TimeUnit.SECONDS))
          .allMatch(Admission::admitted);
    }
    assertThat(redis.calls("evalsha")).isBetween(1L, 40L);
  }

  @Test
  void bringsTheScriptToARedisThatForgotIt() throws Exception {
    redis.command("SCRIPT", "FLUSH");
    redis.command("CONFIG", "RESETSTAT");
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.decide(ACCOUNT, SLOW).decider()).isEqualTo(Decider.COUNTER);
    }
    assertThat(redis.calls("eval")).isEqualTo(1);
    redis.command("SCRIPT", "FLUSH");
    assertThat(limiter.admitTogether(ACCOUNT, SLOW, 20).await(60, TimeUnit.SECONDS)).hasSize(20);
    assertThat(limiter.decide(ACCOUNT, SLOW).remaining()).isEqualTo(9);
  }

  @Test
  void aNewLimitHoldsAtOnce() throws Exception {
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isTrue();
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isTrue();
    Admission refused = limiter.decide(ACCOUNT, new RateLimit(0.001, 2));
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.retryAfterMillis()).isBetween(900_000L, 1_000_000L);
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 3)).admitted()).isTrue();
    assertThat(limiter.decide(ACCOUNT, new RateLimit(0.001, 2)).admitted()).isFalse();
    assertThat(limiter.decide("111111111111", new RateLimit(0.001, 2)).admitted()).isTrue();
  }

  @Test
  void theKeyExpiresByItself() throws Exception {
    assertThat(limiter.decide(ACCOUNT, new RateLimit(100, 1)).admitted()).isTrue();
    Long leftMillis = (Long) redis.command("PTTL", RedisTokenCounter.key(ACCOUNT));
    assertThat(leftMillis).as("-2 for gone, -1 for ever").isNotEqualTo(-1).isLessThan(1_011);
  }

  @Test
  void aLimitThatIsOffCallsNothing() throws Exception {
    redis.command("CONFIG", "RESETSTAT");
    assertThat(limiter.decide(ACCOUNT, RateLimit.OFF)).isEqualTo(Admission.unlimited());
    assertThat(redis.calls("evalsha")).isZero();
  }
}
