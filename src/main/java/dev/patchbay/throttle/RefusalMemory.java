package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps in mind whom the counter has refused, and refuses that account without asking again until
 * its next request is nearly due: clients repeat a refused request up to five times, so refusing
 * must cost less than serving. Belongs to one event loop.
 *
 * <p>It never refuses a request that comes when one is due. The counter's wait begins when the
 * counter decides; here it is taken to begin earlier, when the question was sent, and to end a
 * margin earlier still.
 */
public final class RefusalMemory implements RateLimiter {

  /** About the way to the counter: a request that would be due on arrival goes there. */
  static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A counter that was emptied, or whose clock was set, rules again after this. */
  static final long REMEMBERED_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  /**
   * A refusal that the counter gave.
   *
   * @param limit it was given under this one and says nothing of another
   * @param untilNanos until then no request is due
   * @param dueNanos by then one is due for sure
   */
  private record Refusal(RateLimit limit, long untilNanos, long dueNanos) {}

  private final RateLimiter counter;
  private final LongSupplier nanoClock;
  private final Map<String, Refusal> refusals = new LatestAccounts<>(LatestAccounts.ACCOUNTS_MAX);

  /**
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  public RefusalMemory(RateLimiter counter, LongSupplier nanoClock) {
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
