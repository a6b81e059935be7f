package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of bounded size; {@link RequestDeadlines} bound the time.
 *
 * @param bytesMax the largest body; a larger one is refused as soon as it is known to be larger
 */
record BodyReader(int bytesMax) {

  /**
   * Reads the whole body. To be called in the handler of the request itself, before anything is
   * waited for.
   *
   * @return the body, empty where there is none; fails with REQUEST_TOO_LARGE or, where the
   *     connection broke, BAD_REQUEST
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
    return body.future();
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
