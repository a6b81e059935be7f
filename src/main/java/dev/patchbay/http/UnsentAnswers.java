package dev.patchbay.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The answers that are not on their way to their callers yet. Belongs to one event loop. */
final class UnsentAnswers {

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
  private final LongSupplier nanoClock;

  /**
   * No answers.
   *
   * @param bytesMax of all answers that are not sent yet
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  UnsentAnswers(long bytesMax, LongSupplier nanoClock) {
    this.budget = new ByteBudget(bytesMax);
    this.nanoClock = nanoClock;
  }

  /** Closes connections whose caller is slow, while there is not room enough. */
  boolean hasRoom(int bytes) {
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
   * Counts an answer that is written.
   *
   * @param sent completes when the answer is written to the socket
   */
  void add(HttpConnection connection, int bytes, Future<?> sent) {
    Unsent answer = new Unsent(connection, bytes, nanoClock.getAsLong());
    budget.force(bytes);
    unsent.add(answer);
    hasRoom(0);
    sent.onComplete(ended -> remove(answer));
  }

  /** Closes the connections whose answer is unsent for that long. */
  void closeOlderThan(long nanos) {
    long nowNanos = nanoClock.getAsLong();
    while (!unsent.isEmpty()) {
      Unsent oldest = unsent.iterator().next();
      if (nowNanos - oldest.begunNanos() < nanos) {
        return;
      }
      close(oldest);
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

  long bytes() {
    return budget.used();
  }
}
