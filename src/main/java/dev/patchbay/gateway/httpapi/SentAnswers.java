package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.model.Limit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends answers, which take memory until their clients have read them. While the process drains,
 * each is the last one of its connection. Belongs to one event loop.
 */
final class SentAnswers {

  private static final String REQUEST_ID = "apigw-requestid";

  /** A client may read its last answer as long as it may take for a request. */
  private static final long CLOSING_MILLIS_MAX = Limit.GATEWAY_HANDSHAKE_TIME.value();

  private final PendingBytes pending;
  private final BooleanSupplier draining;

  SentAnswers(PendingBytes pending, BooleanSupplier draining) {
    this.pending = pending;
    this.draining = draining;
  }

  static ApiAnswer noMemory() {
    return ApiAnswer.unavailable("no memory is left");
  }

  /** Sends an answer, or another one where no memory is left, and returns the one that it sends. */
  ApiAnswer send(HttpServerRequest request, String requestId, ApiAnswer answer) {
    int bytes = answer.body().length();
    boolean isHeld = pending.take(bytes);
    ApiAnswer sent = isHeld ? answer : noMemory();
    if (draining.getAsBoolean()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      // Vert.x itself does not act on the header, and closes behind the answer.
      request.connection().shutdown(CLOSING_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }
    HttpAnswer.send(request, sent.status(), sent.headers().set(REQUEST_ID, requestId), sent.body())
        .onComplete(
            ended -> {
              if (isHeld) {
                pending.give(bytes);
              }
            });
    request.resume();
    return sent;
  }
}
