package dev.patchbay.store.redis.connection;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs a fault, and maps it to the error for the caller. */
public final class FaultReport {

  private static final Logger LOG = LoggerFactory.getLogger(FaultReport.class);

  private final RedisMeter meter;
  private final FaultLog log;

  public FaultReport(RedisMeter meter, FaultLog log) {
    this.meter = meter;
    this.log = log;
  }

  /**
   * Maps the failure of a call of the store; other errors are unchanged.
   *
   * @param subject the resource of the call, for the log
   */
  public <T> Future<T> answered(Object subject, Throwable failure) {
    if (failure instanceof RedisFailure known && known.fault() == RedisFault.WRONG_TYPE) {
      foreign(subject);
    }
    if (failure instanceof RedisFailure known) {
      meter.failed(known.fault());
      // The circuit breaker has logged the outage.
      if (known.fault() != RedisFault.CIRCUIT_OPEN) {
        log.add(known);
      }
      return Future.failedFuture(known.answer());
    }
    if (failure instanceof ServiceException refusal
        && refusal.code() == ErrorCode.INTERNAL_FAILURE) {
      meter.corrupt();
    }
    return Future.failedFuture(failure);
  }

  /** Reports a key of the service with a value of another type. */
  public void foreign(Object subject) {
    LOG.error("A key of {} holds what is never stored there", subject);
    meter.corrupt();
  }

  /** Counts a record that is left out of a list. */
  public void corrupt() {
    meter.corrupt();
  }
}
