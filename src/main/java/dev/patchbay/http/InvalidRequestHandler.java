package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ErrorShape;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers bytes that are not HTTP with a typed error, and closes the connection. */
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
    ServiceException malformed =
        new ServiceException(ErrorCode.BAD_REQUEST, "The request is not valid HTTP/1.1");
    request
        .response()
        .setStatusCode(malformed.code().status())
        .putHeader(HttpHeaders.CONNECTION, "close")
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(ErrorHandler.ERROR_TYPE, malformed.code().shape())
        .end(Buffer.buffer(ErrorShape.encode(malformed)))
        .onComplete(sent -> request.connection().close());
    instrumentation.malformed(request);
  }
}
