package dev.patchbay.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.throttle.Admission.Decider;
import org.junit.jupiter.api.Test;

final class LocalRateLimiterTest {

  private static final int TRACES = 200;
  private static final int ARRIVALS = 300;
  private static final String ACCOUNT = "000000000000";

  private long nanos;

  @Test
  void admitsExactlyTheLimit() {
    int refusals = 0;
    for (long seed = 0; seed < TRACES; seed++) {
      ArrivalTrace trace = ArrivalTrace.random(seed, ARRIVALS);
      WindowLaw law = new WindowLaw(trace.limit());
      RateLimiter limiter = limiter(1);
      for (long micros : trace.micros()) {
        nanos = micros * 1_000;
        Admission admission = admit(limiter, trace.limit());
        assertThat(admission.admitted())
            .as("%s at %s", trace, micros)
            .isEqualTo(law.allows(micros));
        if (admission.admitted()) {
          law.admit(micros);
        } else {
          long due = micros + admission.retryAfterMicros();
          assertThat(law.allows(due)).as("%s due at %s", trace, due).isTrue();
          assertThat(law.allows(due - 1)).as("%s due before %s", trace, due).isFalse();
          refusals++;
        }
      }
    }
    assertThat(refusals).isBetween(TRACES * ARRIVALS / 10, TRACES * ARRIVALS * 9 / 10);
  }

  /** 33.3 microseconds between requests, asked far more often than that, for ten seconds. */
  @Test
  void isExactDespiteRounding() {
    RateLimit limit = new RateLimit(30_000, 20_000);
    RateLimiter limiter = limiter(1);
    int admitted = 0;
    for (nanos = 0; nanos <= 10_000_000_000L; nanos += 7_300) {
      admitted += admit(limiter, limit).admitted() ? 1 : 0;
    }
    assertThat(admitted).isBetween(319_999, 320_000);
  }

  @Test
  void returnsTheRemainingTokens() {
    RateLimiter limiter = limiter(1);
    RateLimit limit = new RateLimit(10, 3);
    assertThat(admit(limiter, limit))
        .isEqualTo(new Admission(true, limit, 2, 0, Decider.LOCAL_BUCKET));
    assertThat(admit(limiter, limit).remaining()).isEqualTo(1);
    assertThat(admit(limiter, limit).remaining()).isZero();
    nanos += 30_000_000;
    assertThat(admit(limiter, limit))
        .isEqualTo(new Admission(false, limit, 0, 70_000, Decider.LOCAL_BUCKET));
    assertThat(limiter.admit("111111111111", limit).result().admitted()).isTrue();
  }

  @Test
  void appliesANewLimitAtOnce() {
    RateLimiter limiter = limiter(1);
    assertThat(admitted(limiter, new RateLimit(10_000, 20_000), 20_001)).isEqualTo(20_000);
    RateLimit slower = new RateLimit(10, 40);
    assertThat(admitted(limiter, slower, 100)).isZero();
    nanos += 1_000_000_000;
    assertThat(admitted(limiter, slower, 100)).isEqualTo(10);
    assertThat(admitted(limiter, new RateLimit(10, 60), 100)).isEqualTo(20);
  }

  @Test
  void aClockSetBackNeitherFillsNorLocks() {
    RateLimiter limiter = limiter(1);
    RateLimit limit = new RateLimit(10, 40);
    nanos = 3_600_000_000_000L;
    assertThat(admitted(limiter, limit, 100)).isEqualTo(40);
    nanos = 0;
    assertThat(admitted(limiter, limit, 100)).isZero();
    nanos = 1_000_000_000L;
    assertThat(admitted(limiter, limit, 100)).isEqualTo(10);
  }

  @Test
  void replicasShareTheLimit() {
    RateLimit limit = new RateLimit(10, 40);
    assertThat(admitted(limiter(3), limit, 100)).isEqualTo(14);
    assertThat(new RateLimit(0.001, 1).shareOf(5)).isEqualTo(new RateLimit(0.001, 1));
    assertThatThrownBy(() -> limiter(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLimitThatIsOffAdmits() {
    assertThat(admitted(limiter(2), new RateLimit(0, 20_000), 100)).isEqualTo(100);
    assertThat(admit(limiter(2), RateLimit.OFF).decider()).isEqualTo(Decider.OFF);
  }

  @Test
  void evictsTheLeastRecentlyUsedAccount() {
    RateLimiter limiter = new LocalRateLimiter(() -> nanos, 1, 2);
    RateLimit once = new RateLimit(1, 1);
    assertThat(limiter.admit("a", once).result().admitted()).isTrue();
    assertThat(limiter.admit("b", once).result().admitted()).isTrue();
    assertThat(limiter.admit("a", once).result().admitted()).isFalse();
    assertThat(limiter.admit("c", once).result().admitted()).isTrue();
    assertThat(limiter.admit("a", once).result().admitted()).isFalse();
    assertThat(limiter.admit("b", once).result().admitted()).isTrue();
  }

  private RateLimiter limiter(int replicas) {
    return new LocalRateLimiter(() -> nanos, replicas);
  }

  private static Admission admit(RateLimiter limiter, RateLimit limit) {
    return limiter.admit(ACCOUNT, limit).result();
  }

  private static int admitted(RateLimiter limiter, RateLimit limit, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += admit(limiter, limit).admitted() ? 1 : 0;
    }
    return admitted;
  }
}
