package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers, and closes the connections of callers that do not read them: an answer may be
 * unsent for a limited time, and for a second while the unsent answers together are too large. A
 * read whose answer does not fit then is refused. Small answers are counted apart, so that no
 * number of large ones keeps a small one from its caller. Belongs to one event loop.
 */
final class AnswerWriter {

  private static final long SWEEP_PERIOD_MILLIS = 1_000;

  /** An answer of this size fits into the buffers of a usual socket, most are below 2 KiB. */
  static final int SMALL_BYTES_MAX = 64 * 1024;

  private final UnsentAnswers large;
  private final UnsentAnswers small;
  private final long unsentNanosMax;

  /**
   * Writes the answers of one event loop.
   *
   * @param largeBytesMax of all large answers that are not sent yet
   * @param smallBytesMax of all small answers that are not sent yet
   * @param unsentMillisMax for one answer
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  AnswerWriter(
      long largeBytesMax, long smallBytesMax, long unsentMillisMax, LongSupplier nanoClock) {
    this.large = new UnsentAnswers(largeBytesMax, nanoClock);
    this.small = new UnsentAnswers(smallBytesMax, nanoClock);
    this.unsentNanosMax = TimeUnit.MILLISECONDS.toNanos(unsentMillisMax);
  }

  /** Returns a writer with the share of one event loop of the limits. */
  static AnswerWriter withLimits(int eventLoops) {
    return new AnswerWriter(
        Limit.UNSENT_ANSWERS.value() / eventLoops,
        Limit.UNSENT_SMALL_ANSWERS.value() / eventLoops,
        Limit.UNSENT_TIME.value(),
        System::nanoTime);
  }

  /** Sweeps periodically from now on. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_PERIOD_MILLIS, timer -> sweep());
  }

  /** Ends a request with the answer, null for one without a body, or with its failure. */
  void write(RoutingContext context, Future<@Nullable Buffer> answer) {
    answer.onSuccess(body -> write(context, body)).onFailure(context::fail);
  }

  private void write(RoutingContext context, @Nullable Buffer body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (body == null) {
      response.end();
      return;
    }
    if (isRead(context) && !ofSize(body.length()).hasRoom(body.length())) {
      context.fail(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The answers of all requests together are too large at the moment."));
      return;
    }
    watch(context, body.length(), response.end(body));
  }

  /** Only a request that changed nothing may be refused after its work. */
  private static boolean isRead(RoutingContext context) {
    @Nullable RequestContext known = RequestContext.find(context);
    Operation operation = known == null ? null : known.operation();
    return operation == null
        ? context.request().method().equals(HttpMethod.GET)
        : operation.isReadOnly();
  }

  private UnsentAnswers ofSize(int bytes) {
    return bytes > SMALL_BYTES_MAX ? large : small;
  }

  /**
   * Counts an answer that another class has written.
   *
   * @param sent completes when the answer is written to the socket
   */
  void watch(RoutingContext context, int bytes, Future<?> sent) {
    if (!sent.isComplete()) {
      ofSize(bytes).add(context.request().connection(), bytes, sent);
    }
  }

  /** Closes the connections whose answer is unsent for too long. */
  void sweep() {
    large.closeOlderThan(unsentNanosMax);
    small.closeOlderThan(unsentNanosMax);
  }

  long unsentBytes() {
    return large.bytes() + small.bytes();
  }
}
