package dev.patchbay.throttle;

import dev.patchbay.model.LruMap;
import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Caches refusals of the counter, and refuses the account without a call until its next token is
 * nearly due: clients repeat a refused request up to five times, so a refusal must cost less than
 * an answer. Belongs to one event loop.
 *
 * <p>It never refuses a request when a token is due: it counts the wait from the time before the
 * call, and ends it a margin earlier.
 */
public final class RefusalCache implements RateLimiter {

  /** About the latency of the counter: a request that is due on arrival asks the counter. */
  static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * After this time the counter is asked again, because it may have been emptied or its clock set.
   */
  static final long REMEMBERED_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  /**
   * A refusal of the counter.
   *
   * @param limit the limit of the refusal; under another limit it is not valid
   * @param untilNanos until this time the account is refused
   * @param dueNanos from this time a token is due
   */
  private record Refusal(RateLimit limit, long untilNanos, long dueNanos) {}

  private final RateLimiter counter;
  private final LongSupplier nanoClock;
  private final Map<String, Refusal> refusals = new LruMap<>(LocalRateLimiter.ACCOUNTS_MAX);

  /**
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  public RefusalCache(RateLimiter counter, LongSupplier nanoClock) {
    this.counter = counter;
    this.nanoClock = nanoClock;
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    long now = nanoClock.getAsLong();
    Refusal refusal = refusals.get(accountId);
    if (refusal != null && refusal.limit().equals(limit) && now - refusal.untilNanos() < 0) {
      long waitMicros = (refusal.dueNanos() - now) / 1_000;
      return Future.succeededFuture(
          new Admission(false, limit, 0, waitMicros, Decider.REFUSAL_MEMORY));
    }
    return counter
        .admit(accountId, limit)
        .onSuccess(
            admission -> {
              if (!admission.admitted()) {
                remember(accountId, admission, now);
              }
            });
  }

  private void remember(String accountId, Admission refusal, long askedNanos) {
    long waitNanos = refusal.retryAfterMicros() * 1_000;
    long rememberedNanos = Math.min(REMEMBERED_NANOS_MAX, waitNanos - MARGIN_NANOS);
    if (rememberedNanos > 0) {
      refusals.put(
          accountId,
          new Refusal(
              refusal.limit(), askedNanos + rememberedNanos, nanoClock.getAsLong() + waitNanos));
    }
  }
}
