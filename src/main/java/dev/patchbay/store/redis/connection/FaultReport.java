package dev.patchbay.store.redis.connection;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a fault ends: it is counted and logged, and becomes what the caller is told. */
public final class FaultReport {

  private static final Logger LOG = LoggerFactory.getLogger(FaultReport.class);

  private final RedisMeter meter;
  private final FaultLog log;

  public FaultReport(RedisMeter meter, FaultLog log) {
    this.meter = meter;
    this.log = log;
  }

  /**
   * For the end of each call of the store; refusals pass.
   *
   * @param subject what the call was about, for the log
   */
  public <T> Future<T> answered(Object subject, Throwable failure) {
    if (failure instanceof RedisFailure known && known.fault() == RedisFault.WRONG_TYPE) {
      foreign(subject);
    }
    if (failure instanceof RedisFailure known) {
      meter.failed(known.fault());
      // The circuit has told of the outage.
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

  /** Under a key of ours is what we never store there. */
  public void foreign(Object subject) {
    LOG.error("A key of {} holds what is never stored there", subject);
    meter.corrupt();
  }

  /** One of many is left out of an answer. */
  public void corrupt() {
    meter.corrupt();
  }
}
