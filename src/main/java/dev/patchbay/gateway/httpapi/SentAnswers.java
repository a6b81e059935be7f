package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.http.RequestBodies;
import dev.patchbay.model.Limit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends answers, which take memory until their clients have read them. While the process drains,
 * each is the last one of its connection, and so is one before an awaited body. Belongs to one
 * event loop.
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

  /**
   * Whether the client waits for a word to send its body: it may as well not send it, and its next
   * bytes would be taken for the body.
   */
  private static boolean isAwaited(HttpServerRequest request) {
    return RequestBodies.isAwaited(request) && !request.isEnded();
  }

  /** Sends an answer, or another one where no memory is left, and returns the one that it sends. */
  ApiAnswer send(HttpServerRequest request, String requestId, ApiAnswer answer) {
    int bytes = answer.length();
    boolean isHeld = pending.take(bytes);
    ApiAnswer sent = isHeld ? answer : noMemory();
    if (draining.getAsBoolean() || isAwaited(request)) {
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
