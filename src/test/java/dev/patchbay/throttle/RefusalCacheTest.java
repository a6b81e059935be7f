package dev.patchbay.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RefusalCacheTest {

  private static final String ACCOUNT = "000000000000";
  private static final RateLimit LIMIT = new RateLimit(10, 1);

  private long nanos;
  private int asked;
  private final RateLimiter counter = new LocalRateLimiter(() -> nanos, 1);
  private final RateLimiter memory = new RefusalCache(this::ask, () -> nanos);

  private Future<Admission> ask(String accountId, RateLimit limit) {
    asked++;
    return counter.admit(accountId, limit);
  }

  @Test
  void decidesAsTheCounterAloneWould() {
    int requests = 0;
    for (long seed = 0; seed < 200; seed++) {
      ArrivalTrace trace = ArrivalTrace.random(seed, 300);
      RateLimiter alone = new LocalRateLimiter(() -> nanos, 1);
      String account = "account-" + seed;
      for (long micros : trace.micros()) {
        nanos = micros * 1_000;
        Admission expected = alone.admit(account, trace.limit()).result();
        Admission decided = memory.admit(account, trace.limit()).result();
        assertThat(decided.admitted()).as("%s at %s", trace, micros).isEqualTo(expected.admitted());
        assertThat(decided.remaining()).isEqualTo(expected.remaining());
        assertThat(decided.retryAfterMicros()).isEqualTo(expected.retryAfterMicros());
        requests++;
      }
    }
    assertThat(requests - asked).as("refused without asking").isGreaterThan(1_000);
  }

  /**
   * The answers take a random time each way, and are still under way when the next request comes.
   */
  @Test
  void neverRefusesARequestWhenATokenIsDue() {
    record Answer(long atNanos, Admission admission, Promise<Admission> promise) {}
    int remembered = 0;
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Queue<Answer> underWay = new ArrayDeque<>();
      long[] dueNanos = {0};
      RateLimiter slow =
          new RefusalCache(
              (account, limit) -> {
                long came = nanos;
                nanos += random.nextInt(8_000_000);
                Admission admission = counter.admit(account, limit).result();
                if (!admission.admitted()) {
                  dueNanos[0] = nanos + admission.retryAfterMicros() * 1_000;
                }
                Promise<Admission> promise = Promise.promise();
                underWay.add(new Answer(nanos + random.nextInt(8_000_000), admission, promise));
                nanos = came;
                return promise.future();
              },
              () -> nanos);
      for (int i = 0; i < 500; i++) {
        nanos += 8_000_000 + random.nextInt(4_000_000);
        long came = nanos;
        while (!underWay.isEmpty() && underWay.element().atNanos() <= came) {
          Answer answer = underWay.remove();
          nanos = answer.atNanos();
          answer.promise().complete(answer.admission());
        }
        nanos = came;
        Future<Admission> decided = slow.admit("account-" + seed, LIMIT);
        if (decided.succeeded() && decided.result().decider() == Decider.REFUSAL_MEMORY) {
          assertThat(came).as("seed %s", seed).isLessThan(dueNanos[0]);
          assertThat(came + decided.result().retryAfterMicros() * 1_000)
              .as("seed %s", seed)
              .isGreaterThan(dueNanos[0] - 1_000);
          remembered++;
        }
      }
    }
    assertThat(remembered).isGreaterThan(1_000);
  }

  @Test
  void callsTheCounterAMarginBeforeATokenIsDue() {
    refuse(LIMIT);
    nanos = 99_000_000 - 1;
    assertThat(memory.admit(ACCOUNT, LIMIT).result())
        .isEqualTo(new Admission(false, LIMIT, 0, 1_000, Decider.REFUSAL_MEMORY));
    assertThat(asked).isEqualTo(2);
    nanos = 99_000_000;
    assertThat(memory.admit(ACCOUNT, LIMIT).result().decider()).isEqualTo(Decider.LOCAL_BUCKET);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void callsTheCounterUnderANewLimitAndForOtherAccounts() {
    refuse(LIMIT);
    assertThat(memory.admit(ACCOUNT, new RateLimit(10, 2)).result().admitted()).isTrue();
    assertThat(memory.admit("111111111111", LIMIT).result().admitted()).isTrue();
    assertThat(memory.admit(ACCOUNT, RateLimit.OFF).result().admitted()).isTrue();
  }

  @Test
  void cachesForASecondAtMost() {
    refuse(new RateLimit(0.001, 1));
    nanos = RefusalCache.REMEMBERED_NANOS_MAX;
    memory.admit(ACCOUNT, new RateLimit(0.001, 1));
    assertThat(asked).isEqualTo(3);
  }

  private void refuse(RateLimit limit) {
    assertThat(memory.admit(ACCOUNT, limit).result().admitted()).isTrue();
    assertThat(memory.admit(ACCOUNT, limit).result().admitted()).isFalse();
  }
}
