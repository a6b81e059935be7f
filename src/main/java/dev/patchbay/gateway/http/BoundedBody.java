package dev.patchbay.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request up to a size. */
public final class BoundedBody {

  /** A body is too large. */
  public static final class TooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("the body is too large", null, false, false);
    }
  }

  private final int bytesMax;
  private final Promise<Buffer> body = Promise.promise();
  private Buffer bytes = Buffer.buffer();

  private BoundedBody(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Reads a body, to be called in the handler of the request.
   *
   * @return fails with {@link TooLargeException} as soon as it is known to be too large, and with
   *     the failure of the connection; the rest of the body is read and dropped
   */
  public static Future<Buffer> read(HttpServerRequest request, int bytesMax) {
    BoundedBody reading = new BoundedBody(bytesMax);
    if (declaredLength(request) > bytesMax) {
      reading.body.fail(new TooLargeException());
    }
    request
        .handler(reading::add)
        .exceptionHandler(reading.body::tryFail)
        .endHandler(ended -> reading.body.tryComplete(reading.bytes));
    return reading.body.future();
  }

  private void add(Buffer chunk) {
    if (body.future().isComplete()) {
      return;
    }
    if (bytes.length() + chunk.length() > bytesMax) {
      bytes = Buffer.buffer();
      body.fail(new TooLargeException());
    } else {
      bytes.appendBuffer(chunk);
    }
  }

  /** Returns the length of a body that the head of the request announces, else the maximum. */
  public static long lengthExpected(HttpServerRequest request, int bytesMax) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        ? bytesMax
        : Math.min(declaredLength(request), bytesMax);
  }

  /** The decoder has refused a length that is not a number. */
  private static long declaredLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
