package dev.patchbay.store.redis;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;

/** Where a fault ends: it is counted and logged, and becomes what the caller is told. */
final class FaultReport {

  private final RedisMeter meter;
  private final FaultLog log;

  FaultReport(RedisMeter meter, FaultLog log) {
    this.meter = meter;
    this.log = log;
  }

  /** For the end of each call of the store; refusals pass. */
  <T> Future<T> answered(Throwable failure) {
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

  /** One of many is left out of an answer. */
  void corrupt() {
    meter.corrupt();
  }
}
