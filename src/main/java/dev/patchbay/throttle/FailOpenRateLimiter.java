package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the counter, and the local limiter while the counter does not answer: an unreachable, full
 * or slow counter refuses no request. Never fails. Belongs to one event loop.
 *
 * <p>Only calls that are running when the counter fails wait for their deadline. Afterwards the
 * local limiter answers at once, and probes test periodically whether the counter answers again.
 */
public final class FailOpenRateLimiter implements RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(FailOpenRateLimiter.class);

  /** Frequent enough to recover soon, rare enough for load and log. */
  static final long PROBE_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final RateLimiter counter;
  private final RateLimiter local;
  private final LongSupplier nanoClock;
  private final Consumer<Admission> meter;
  private boolean unavailable;
  private boolean probing;
  private long probedNanos;

  /**
   * @param counter may fail
   * @param local must not fail
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   * @param meter receives every decision; the decider {@code LOCAL_BUCKET} means that the throttle
   *     failed open
   */
  public FailOpenRateLimiter(
      RateLimiter counter, RateLimiter local, LongSupplier nanoClock, Consumer<Admission> meter) {
    this.counter = counter;
    this.local = local;
    this.nanoClock = nanoClock;
    this.meter = meter;
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    if (unavailable) {
      probe(accountId, limit);
    }
    Future<Admission> decided =
        unavailable
            ? local.admit(accountId, limit)
            : ask(accountId, limit).recover(failure -> local.admit(accountId, limit));
    return decided.onSuccess(meter::accept);
  }

  /** A probe is counted by the counter and locally, so both converge. */
  private void probe(String accountId, RateLimit limit) {
    if (probing || limit.isOff() || nanoClock.getAsLong() - probedNanos < PROBE_PERIOD_NANOS) {
      return;
    }
    probing = true;
    ask(accountId, limit).onComplete(answered -> probing = false);
  }

  private Future<Admission> ask(String accountId, RateLimit limit) {
    return Future.succeededFuture()
        .compose(begun -> counter.admit(accountId, limit))
        .onComplete(this::answered, this::failed);
  }

  private void answered(Admission admission) {
    // A refusal of the cache does not prove that the counter answers.
    if (unavailable && admission.decider() == Decider.COUNTER) {
      unavailable = false;
      LOG.info("The throttle's counter answers again");
    }
  }

  private void failed(Throwable failure) {
    probedNanos = nanoClock.getAsLong();
    if (!unavailable) {
      unavailable = true;
      // Passed as text, because a logger would append the stack trace of a Throwable.
      LOG.warn(
          "The throttle's counter is unavailable, requests are counted locally: {}",
          failure.toString());
    }
  }
}
