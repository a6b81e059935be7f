package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.http.HttpAnswer;
import io.vertx.core.http.HttpServerRequest;

/** Sends answers, which take memory until their clients have read them. Of one event loop. */
final class SentAnswers {

  private static final String REQUEST_ID = "apigw-requestid";

  private final PendingBytes pending;

  SentAnswers(PendingBytes pending) {
    this.pending = pending;
  }

  static ApiAnswer noMemory() {
    return ApiAnswer.unavailable("no memory is left");
  }

  /** Sends an answer, or another one where no memory is left, and returns the one that it sends. */
  ApiAnswer send(HttpServerRequest request, String requestId, ApiAnswer answer) {
    int bytes = answer.body().length();
    boolean isHeld = pending.take(bytes);
    ApiAnswer sent = isHeld ? answer : noMemory();
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
