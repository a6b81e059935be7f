package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of bounded size, and bounds the bytes of all of them together; {@link
 * RequestDeadlines} bound the time. Belongs to one event loop.
 *
 * <p>Bytes are counted as they arrive, not as Content-Length announces them. Connections without a
 * verified signature share a small budget. When it is used up, the body that has been incomplete
 * the longest is refused, so that unfinished bodies do not keep complete ones out.
 */
final class BodyReader {

  private final int bytesMax;
  private final ByteBudget unproved;
  private final ByteBudget inFlight;

  /** Unfinished bodies of unproved connections, the oldest first. */
  private final Set<Reading> unfinished = new LinkedHashSet<>();

  /**
   * Reads the bodies of one event loop.
   *
   * @param bytesMax the largest body; a larger one is refused as soon as it is known to be larger
   * @param unprovedBytesMax of all unfinished bodies on connections that have not proved a
   *     signature; one body fits in any case
   * @param inFlightBytesMax of all other bodies, until they are answered; one body fits in any case
   */
  BodyReader(int bytesMax, long unprovedBytesMax, long inFlightBytesMax) {
    this.bytesMax = bytesMax;
    this.unproved = new ByteBudget(Math.max(bytesMax, unprovedBytesMax));
    this.inFlight = new ByteBudget(Math.max(bytesMax, inFlightBytesMax));
  }

  /**
   * Reads the whole body. To be called in the handler of the request itself, before anything is
   * waited for.
   *
   * @param proved whether the connection has carried a request whose signature was right
   * @return the body, empty where there is none; fails with REQUEST_TOO_LARGE, SERVICE_UNAVAILABLE
   *     where the bodies of all requests together are too large or, where the connection broke,
   *     BAD_REQUEST
   */
  Future<Buffer> read(RoutingContext context, boolean proved) {
    HttpServerRequest request = context.request();
    if (declaredLength(request) > bytesMax) {
      return Future.failedFuture(tooLarge());
    }
    Reading reading = new Reading(proved ? inFlight : unproved);
    request
        .handler(chunk -> add(reading, chunk))
        .exceptionHandler(
            broken -> reading.fail(ServiceException.badRequest("The body ended before its time")))
        .endHandler(ended -> complete(reading));
    context.addEndHandler(ended -> forget(reading));
    return reading.body.future();
  }

  private void add(Reading reading, Buffer chunk) {
    if (reading.body.future().isComplete()) {
      return; // The rest of a refused body still arrives.
    }
    if (reading.bytes.length() + chunk.length() > bytesMax) {
      reading.fail(tooLarge());
    } else if (!take(reading, chunk.length())) {
      reading.fail(tooManyBytes());
    } else {
      reading.add(chunk);
    }
  }

  private boolean take(Reading reading, int bytes) {
    if (reading.budget == inFlight) {
      return reading.take(bytes);
    }
    unfinished.add(reading);
    Iterator<Reading> oldest = unfinished.iterator();
    while (!reading.take(bytes)) {
      Reading other = oldest.next();
      if (other != reading) {
        oldest.remove();
        other.fail(tooManyBytes());
      }
    }
    return true;
  }

  /**
   * Counts the whole body among the bodies in flight, with or without a verified signature on its
   * connection.
   */
  private void complete(Reading reading) {
    unfinished.remove(reading);
    int bytes = reading.bytes.length();
    if (reading.budget != inFlight) {
      reading.release();
      reading.budget = inFlight;
      if (!reading.body.future().isComplete() && !reading.take(bytes)) {
        reading.fail(tooManyBytes());
      }
    }
    reading.body.tryComplete(reading.bytes);
  }

  private void forget(Reading reading) {
    unfinished.remove(reading);
    reading.fail(ServiceException.badRequest("The request ended before its body"));
    reading.release();
  }

  /** The bytes received so far; a body that arrives in one chunk, as most do, is not copied. */
  private static final class Reading {
    private final Promise<Buffer> body = Promise.promise();
    private ByteBudget budget;
    private long taken;
    private Buffer bytes = Buffer.buffer();
    private boolean copied;

    private Reading(ByteBudget budget) {
      this.budget = budget;
    }

    private boolean take(int more) {
      boolean fits = budget.take(more);
      taken += fits ? more : 0;
      return fits;
    }

    private void release() {
      budget.release(taken);
      taken = 0;
    }

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

    /** Refuses an incomplete body, and releases its bytes. */
    private void fail(ServiceException refusal) {
      if (!body.future().isComplete()) {
        bytes = Buffer.buffer();
        release();
        body.fail(refusal);
      }
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

  private static ServiceException tooManyBytes() {
    return new ServiceException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The bodies of all requests together are too large at the moment. Nothing was changed.");
  }
}
