package dev.patchbay.store.redis.sweep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps, again and again, the subtrees that a process could not sweep before its end or an outage.
 *
 * @param isUsable whether this version may change the data; no sweep begins before
 * @param isStopped ends the sweeps
 */
public record PeriodicSweep(
    Vertx vertx, Sweeper sweeper, BooleanSupplier isUsable, BooleanSupplier isStopped) {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicSweep.class);

  /** A sweep scans all keys; a deletion sweeps its own subtree at once. */
  private static final long PERIOD_MILLIS = 600_000;

  /**
   * Begins the first sweep.
   *
   * @param retryMillis the period while the data must not be changed
   */
  public void begin(long retryMillis) {
    if (isStopped.getAsBoolean()) {
      return;
    }
    (isUsable.getAsBoolean() ? sweeper.sweepAll() : Future.<Void>succeededFuture())
        .onFailure(failure -> LOG.warn("Removed subtrees are swept later: {}", failure.toString()))
        .onComplete(
            swept ->
                vertx
                    .timer(
                        isUsable.getAsBoolean() ? PERIOD_MILLIS : retryMillis,
                        TimeUnit.MILLISECONDS)
                    .onSuccess(due -> begin(retryMillis)));
  }
}
