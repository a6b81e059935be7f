package dev.patchbay.gateway.http;

import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of requests. Bytes are counted as they arrive, not as Content-Length announces them.
 * When no memory is left, the body that has been unfinished the longest is refused, so that
 * unfinished bodies keep no complete ones out. Belongs to one event loop.
 */
public final class RequestBodies {

  private static final long UNFINISHED_BYTES_MAX = Limit.GATEWAY_BODIES.value();

  private final PendingBytes pending;
  private final Set<Body> unfinished = new LinkedHashSet<>();
  private long unfinishedBytes;

  /**
   * Without bodies.
   *
   * @param pending the memory of all event loops
   */
  public RequestBodies(PendingBytes pending) {
    this.pending = pending;
  }

  /** The body of a request, of which nothing is read yet. */
  public Body of(HttpServerRequest request, int bytesMax) {
    return new Body(request, bytesMax);
  }

  /** Whether the client waits for 100 Continue before it sends the body. */
  public static boolean isAwaited(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  /** The body of one request. */
  public final class Body {

    private final HttpServerRequest request;
    private final int bytesMax;
    private final Promise<Buffer> whole = Promise.promise();
    private Buffer bytes = Buffer.buffer();

    private Body(HttpServerRequest request, int bytesMax) {
      this.request = request;
      this.bytesMax = bytesMax;
    }

    /**
     * Reads the body, which takes memory until {@link #release}. To be called in the handler of the
     * request, or while the request is paused.
     *
     * @return fails with {@link RefusedBodyException}, and with the failure of the connection; the
     *     rest of the body is dropped then
     */
    public Future<Buffer> read() {
      if (request.response().closed()) {
        return Future.failedFuture("the client has gone");
      }
      if (declaredLength(request) > bytesMax) {
        return Future.failedFuture(RefusedBodyException.tooLarge());
      }
      if (isAwaited(request)) {
        request.response().writeContinue();
      }
      request.handler(this::add).exceptionHandler(this::fail).endHandler(ended -> complete());
      request.resume();
      return whole.future();
    }

    private void add(Buffer chunk) {
      if (whole.future().isComplete()) {
        return; // The rest of a refused body still arrives.
      }
      unfinished.add(this);
      if (bytes.length() + chunk.length() > bytesMax) {
        fail(RefusedBodyException.tooLarge());
      } else if (take(chunk.length())) {
        bytes.appendBuffer(chunk);
      }
    }

    /** False where this body itself is refused. */
    private boolean take(int more) {
      while (unfinishedBytes + more > UNFINISHED_BYTES_MAX || !pending.take(more)) {
        Body oldest = unfinished.iterator().next();
        oldest.fail(RefusedBodyException.noMemory());
        if (oldest == this) {
          return false;
        }
      }
      unfinishedBytes += more;
      return true;
    }

    private void complete() {
      finish();
      whole.tryComplete(bytes);
    }

    private void fail(Throwable refusal) {
      finish();
      if (!whole.future().isComplete()) {
        release();
        whole.fail(refusal);
      }
    }

    private void finish() {
      if (unfinished.remove(this)) {
        unfinishedBytes -= bytes.length();
      }
    }

    /** Gives back the memory of the body, which is not read any more. */
    public void release() {
      pending.give(bytes.length());
      bytes = Buffer.buffer();
    }
  }

  /** The decoder has refused a length that is not a number. */
  private static long declaredLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
