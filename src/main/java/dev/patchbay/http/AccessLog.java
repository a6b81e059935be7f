package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.call.Call;
import dev.patchbay.model.ShownValue;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request that is chosen, of what it wanted and what became of it; nothing of its
 * body and no secret. Belongs to one event loop.
 */
final class AccessLog {

  /** The name by which the lines of requests are switched on and off. */
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.access");

  private final AccessSampling sampling;
  private int successes;

  AccessLog(AccessSampling sampling) {
    this.sampling = sampling;
  }

  /**
   * Writes the line.
   *
   * @param pathParameters null for what is not in the path
   */
  void write(
      Visit visit,
      Visits.End end,
      HttpServerRequest request,
      UnaryOperator<String> pathParameters) {
    if (!isChosen(end) || !LOG.isInfoEnabled()) {
      return;
    }
    LoggingEventBuilder line =
        LOG.atInfo().addKeyValue("requestId", AnswerStamp.requestId(request.response()));
    Visit.Operation operation = visit.operation();
    if (operation == null) {
      line.addKeyValue("operation", "none")
          .addKeyValue("method", ShownValue.cut(String.valueOf(request.method())))
          .addKeyValue("path", ShownValue.cut(String.valueOf(request.path())));
    } else {
      line.addKeyValue("operation", operation.name());
      for (String label : operation.labels()) {
        line.addKeyValue(label, ShownValue.cut(String.valueOf(pathParameters.apply(label))));
      }
    }
    Caller caller = visit.caller();
    if (caller != null) {
      line.addKeyValue("account", caller.accountId());
      if (visit.isSigned()) {
        line.addKeyValue("accessKeyId", caller.accessKeyId());
      }
    }
    Call call = visit.call();
    line.addKeyValue("status", end.status())
        .addKeyValue("error", end.error() == null ? "none" : end.error().shape())
        .addKeyValue("durationMillis", Math.round(end.nanos() / 1e3) / 1e3)
        .addKeyValue("attempts", call == null ? 0 : call.attempts())
        .addKeyValue("requestBytes", request.bytesRead())
        .addKeyValue("responseBytes", request.response().bytesWritten())
        .log("request");
  }

  /** The first of many successes, so that a service without much to do has lines too. */
  private boolean isChosen(Visits.End end) {
    if (end.error() != null) {
      return sampling.errors();
    }
    return sampling.oneSuccessIn() > 0 && successes++ % sampling.oneSuccessIn() == 0;
  }
}
