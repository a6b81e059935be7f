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
    Reading reading = new Reading();
    request
        .handler(chunk -> add(reading, chunk))
        .exceptionHandler(
            broken ->
                reading.body.tryFail(ServiceException.badRequest("The body ended before its time")))
        .endHandler(ended -> reading.body.tryComplete(reading.bytes));
    return reading.body.future();
  }

  private void add(Reading reading, Buffer chunk) {
    if (reading.bytes.length() + chunk.length() > bytesMax) {
      reading.body.tryFail(tooLarge());
    } else if (!reading.body.future().isComplete()) {
      reading.add(chunk);
    }
  }

  /** What has come so far; a body that comes in one piece, as most do, is not copied. */
  private static final class Reading {
    private final Promise<Buffer> body = Promise.promise();
    private Buffer bytes = Buffer.buffer();
    private boolean copied;

    private void add(Buffer chunk) {
      if (bytes.length() == 0) {
        bytes = chunk;
        return;
      }
      if (!copied) {
        bytes = Buffer.buffer(bytes.length() + chunk.length()).appendBuffer(bytes);
        copied = true;
      }
      bytes.appendBuffer(chunk);
    }
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
