package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers, and closes the connections of callers that do not read them: those whose answer
 * is unsent for too long and, while the unsent answers together are too large, for a second. A read
 * whose answer does not fit then is refused. Belongs to one event loop.
 */
final class AnswerWriter {

  private static final long SWEEP_PERIOD_MILLIS = 1_000;

  /** A caller that reads takes its answer sooner, even on a busy machine. */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Unsent(HttpConnection connection, int bytes, long begunNanos) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The oldest first. */
  private final Set<Unsent> unsent = new LinkedHashSet<>();

  private final ByteBudget budget;
  private final long unsentNanosMax;
  private final LongSupplier nanoClock;

  /**
   * Writes the answers of one event loop.
   *
   * @param unsentBytesMax of all answers that are not sent yet
   * @param unsentMillisMax for one answer
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  AnswerWriter(long unsentBytesMax, long unsentMillisMax, LongSupplier nanoClock) {
    this.budget = new ByteBudget(unsentBytesMax);
    this.unsentNanosMax = TimeUnit.MILLISECONDS.toNanos(unsentMillisMax);
    this.nanoClock = nanoClock;
  }

  /** With the limits of one of so many event loops. */
  static AnswerWriter withLimits(int eventLoops) {
    return new AnswerWriter(
        Limit.UNSENT_ANSWERS.value() / eventLoops, Limit.UNSENT_TIME.value(), System::nanoTime);
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
    if (isRead(context) && !hasRoom(body.length())) {
      context.fail(
          new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The answers of all requests together are too large at the moment."));
      return;
    }
    watch(context, body.length(), response.end(body));
  }

  /** Only what changed nothing may be refused when its answer is there. */
  private static boolean isRead(RoutingContext context) {
    return context.request().method().equals(HttpMethod.GET);
  }

  /** Closes connections whose caller is slow, while there is not room enough. */
  private boolean hasRoom(int bytes) {
    long nowNanos = nanoClock.getAsLong();
    while (!unsent.isEmpty() && !budget.fits(bytes)) {
      Unsent oldest = unsent.iterator().next();
      if (nowNanos - oldest.begunNanos() < SLOW_NANOS) {
        return false;
      }
      close(oldest);
    }
    return true;
  }

  /**
   * Counts an answer that another has written.
   *
   * @param sent completes when the answer is on its way to the caller
   */
  void watch(RoutingContext context, int bytes, Future<?> sent) {
    if (!sent.isComplete()) {
      Unsent answer = new Unsent(context.request().connection(), bytes, nanoClock.getAsLong());
      budget.force(bytes);
      unsent.add(answer);
      hasRoom(0);
      sent.onComplete(ended -> remove(answer));
    }
  }

  private void close(Unsent answer) {
    remove(answer);
    Connections.closeNow(answer.connection());
  }

  private void remove(Unsent answer) {
    if (unsent.remove(answer)) {
      budget.release(answer.bytes());
    }
  }

  /** Closes the connections whose answer is unsent for too long. */
  void sweep() {
    long nowNanos = nanoClock.getAsLong();
    while (!unsent.isEmpty()) {
      Unsent oldest = unsent.iterator().next();
      if (nowNanos - oldest.begunNanos() < unsentNanosMax) {
        return;
      }
      close(oldest);
    }
  }

  long unsentBytes() {
    return budget.used();
  }
}
