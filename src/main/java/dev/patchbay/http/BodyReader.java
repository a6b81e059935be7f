package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of bounded size in bounded time.
 *
 * @param bytesMax the largest body; a larger one is refused as soon as it is known to be larger
 */
record BodyReader(Vertx vertx, int bytesMax) {

  /**
   * The largest body takes a tenth of that on a slow line; who needs longer holds the connection
   * for its own sake.
   */
  private static final int TIMEOUT_SECONDS = 10;

  /**
   * Reads the whole body. To be called in the handler of the request itself, before anything is
   * waited for.
   *
   * @return the body, empty where there is none; fails with REQUEST_TOO_LARGE, REQUEST_TIMEOUT or,
   *     where the connection broke, BAD_REQUEST
   */
  Future<Buffer> read(HttpServerRequest request) {
    if (declaredLength(request) > bytesMax) {
      return Future.failedFuture(tooLarge());
    }
    Promise<Buffer> body = Promise.promise();
    Buffer read = Buffer.buffer();
    request
        .handler(
            chunk -> {
              if (read.length() + chunk.length() > bytesMax) {
                body.tryFail(tooLarge());
              } else if (!body.future().isComplete()) {
                read.appendBuffer(chunk);
              }
            })
        .exceptionHandler(
            broken -> body.tryFail(ServiceException.badRequest("The body ended before its time")))
        .endHandler(ended -> body.tryComplete(read));
    return body.future().isComplete() ? body.future() : inTime(body);
  }

  private Future<Buffer> inTime(Promise<Buffer> body) {
    long timer =
        vertx.setTimer(
            TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS),
            late ->
                body.tryFail(
                    new ServiceException(
                        ErrorCode.REQUEST_TIMEOUT,
                        "The body was not there within " + TIMEOUT_SECONDS + " seconds")));
    return body.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static long declaredLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      throw ServiceException.badRequest("Content-Length is not a number");
    }
  }

  private ServiceException tooLarge() {
    return new ServiceException(
        ErrorCode.REQUEST_TOO_LARGE,
        "The body is larger than the " + bytesMax + " bytes that this service accepts");
  }
}
