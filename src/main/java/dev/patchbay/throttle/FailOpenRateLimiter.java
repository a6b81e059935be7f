package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the counter, and the local limiter while the counter does not answer: a counter that is
 * away, full or slow refuses nobody and fails nothing. Never fails. Belongs to one event loop.
 *
 * <p>Only what is already under way when the counter fails waits for its deadline. From then on the
 * local limiter answers at once, and now and then one question goes to the counter beside it, to
 * see whether it is back.
 */
public final class FailOpenRateLimiter implements RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(FailOpenRateLimiter.class);

  /** Often enough to be back soon, rare enough to be no load and no flood of log lines. */
  static final long PROBE_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final RateLimiter counter;
  private final RateLimiter local;
  private final LongSupplier nanoClock;
  private final Consumer<Admission> meter;
  private boolean away;
  private boolean probing;
  private long probedNanos;

  /**
   * @param counter may fail
   * @param local must not fail
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   * @param meter told of every decision; those of the decider {@code LOCAL_BUCKET} are the ones
   *     that failed open
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
    if (away) {
      probe(accountId, limit);
    }
    Future<Admission> decided =
        away
            ? local.admit(accountId, limit)
            : ask(accountId, limit).recover(failure -> local.admit(accountId, limit));
    return decided.onSuccess(meter::accept);
  }

  /** A request that the counter admits here was counted there too, so the two agree in the end. */
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
    // A refusal from memory says nothing of the counter.
    if (away && admission.decider() == Decider.COUNTER) {
      away = false;
      LOG.info("The throttle's counter answers again");
    }
  }

  private void failed(Throwable failure) {
    probedNanos = nanoClock.getAsLong();
    if (!away) {
      away = true;
      // As text: a logger takes a Throwable that comes last for a stack trace, not for the text.
      LOG.warn(
          "The throttle's counter is away, requests are counted locally: {}", failure.toString());
    }
  }
}
