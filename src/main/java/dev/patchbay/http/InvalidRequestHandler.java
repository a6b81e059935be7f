package dev.patchbay.http;

import dev.patchbay.model.ServiceException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers bytes that are not HTTP with AWS's error body, and closes the connection. */
final class InvalidRequestHandler implements Handler<HttpServerRequest> {

  private final AnswerStamp stamp;
  private final RequestInstrumentation instrumentation;

  InvalidRequestHandler(AnswerStamp stamp, RequestInstrumentation instrumentation) {
    this.stamp = stamp;
    this.instrumentation = instrumentation;
  }

  @Override
  public void handle(HttpServerRequest request) {
    stamp.put(request.response());
    Buffer body =
        ErrorHandler.begin(
            request.response(), ServiceException.badRequest("The request is not valid HTTP/1.1"));
    request
        .response()
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(body)
        .onComplete(sent -> request.connection().close());
    instrumentation.malformed(request);
  }
}
