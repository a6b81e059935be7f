package dev.patchbay.http;

import dev.patchbay.auth.Caller;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ShownValue;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line for each sampled request: its operation, caller and outcome, without its body and
 * without secrets. Belongs to one event loop.
 */
final class AccessLog {

  /** The logger's name, by which operators switch the lines on and off. */
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.access");

  private final AccessSampling sampling;
  private int successes;

  AccessLog(AccessSampling sampling) {
    this.sampling = sampling;
  }

  void write(
      RequestContext requestContext, RequestInstrumentation.End end, HttpServerRequest request) {
    if (!isChosen(end) || !LOG.isInfoEnabled()) {
      return;
    }
    withWhat(LOG.atInfo(), requestContext, request)
        .addKeyValue("status", end.status())
        .addKeyValue("error", end.error() == null ? "none" : end.error().shape())
        .addKeyValue("durationMillis", Math.round(end.nanos() / 1e3) / 1e3)
        .addKeyValue("attempts", requestContext.tally().attempts())
        .addKeyValue("requestBytes", request.bytesRead())
        .addKeyValue("responseBytes", request.response().bytesWritten())
        .log("request");
  }

  private static LoggingEventBuilder withWhat(
      LoggingEventBuilder begun, RequestContext requestContext, HttpServerRequest request) {
    LoggingEventBuilder line =
        begun.addKeyValue("requestId", AnswerStamp.requestId(request.response()));
    Operation operation = requestContext.operation();
    if (operation == null) {
      line =
          line.addKeyValue("operation", "none")
              .addKeyValue("method", shown(request.method()))
              .addKeyValue("path", shown(request.path()));
    } else {
      line = line.addKeyValue("operation", operation.name());
      List<String> labels = operation.labels();
      for (int i = 0; i < labels.size(); i++) {
        line = line.addKeyValue(labels.get(i), shown(requestContext.identifiers().get(i)));
      }
    }
    Caller caller = requestContext.caller();
    if (caller != null) {
      line = line.addKeyValue("account", caller.accountId());
      if (requestContext.isSigned()) {
        line = line.addKeyValue("accessKeyId", caller.accessKeyId());
      }
    }
    return line;
  }

  private static String shown(@Nullable Object given) {
    return ShownValue.cut(String.valueOf(given));
  }

  /** Chooses the first of several successes, so that a service with few requests has lines too. */
  private boolean isChosen(RequestInstrumentation.End end) {
    if (end.error() != null) {
      return sampling.errors();
    }
    return sampling.oneSuccessIn() > 0 && successes++ % sampling.oneSuccessIn() == 0;
  }
}
