package dev.patchbay.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes events on a thread of its own. A logging thread never waits: a full queue drops and counts
 * the event. Events of some milliseconds are one write, so no thread is woken for a single line.
 */
final class QueuedAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  /** Enough for a reader that pauses for half a second; a full queue takes some ten megabytes. */
  static final int EVENTS_MAX = 8_192;

  /** Short enough for an observer, and long enough for many lines in one write. */
  private static final long PERIOD_MILLIS = 10;

  /** A pipe takes it in a few pieces, and the buffer stays small. */
  private static final int WRITE_BYTES = 64 * 1024;

  /** The end of the process does not wait longer for a reader that has stopped. */
  private static final long CLOSE_MILLIS_MAX = 1_000;

  private static final LongAdder DROPPED = new LongAdder();

  private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(EVENTS_MAX);
  private final Encoder<ILoggingEvent> encoder;
  private final OutputStream output;
  private final long closeMillisMax;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "log");
            thread.setDaemon(true);
            return thread;
          });

  QueuedAppender(Encoder<ILoggingEvent> encoder, OutputStream output) {
    this(encoder, output, CLOSE_MILLIS_MAX);
  }

  /**
   * An appender that is not started.
   *
   * @param closeMillisMax how long {@link #stop} waits for a reader
   */
  QueuedAppender(Encoder<ILoggingEvent> encoder, OutputStream output, long closeMillisMax) {
    this.encoder = encoder;
    this.output = output;
    this.closeMillisMax = closeMillisMax;
  }

  /** Returns the number of events dropped in this process. */
  static long dropped() {
    return DROPPED.sum();
  }

  @Override
  @SuppressWarnings(
      "FutureReturnValueIgnored") // The task runs until the executor stops, and does not fail.
  public void start() {
    super.start();
    writer.scheduleWithFixedDelay(
        this::writeAll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.getFormattedMessage(); // Formats the message now, because its arguments may change.
    if (!queue.offer(event)) {
      DROPPED.increment();
    }
  }

  /** Catches everything, because an executor stops a periodic task that has thrown. */
  private void writeAll() {
    try {
      writeQueued();
    } catch (Throwable e) {
      addError("lines are lost", e);
    }
  }

  private void writeQueued() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ILoggingEvent event = queue.poll(); event != null; event = queue.poll()) {
      encode(event, lines);
      if (lines.size() >= WRITE_BYTES) {
        write(lines);
      }
    }
    write(lines);
  }

  /** An event that cannot be encoded must not stop the log. */
  private void encode(ILoggingEvent event, ByteArrayOutputStream lines) {
    try {
      lines.writeBytes(encoder.encode(event));
    } catch (Throwable e) { // A StackOverflowError of a deep cause, a LinkageError of a library.
      DROPPED.increment();
      addError("a line cannot be made", e);
    }
  }

  private void write(ByteArrayOutputStream lines) {
    if (lines.size() == 0) {
      return;
    }
    try {
      lines.writeTo(output);
    } catch (IOException e) {
      addError("the log cannot be written", e);
    }
    lines.reset();
  }

  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    writer.execute(this::writeAll);
    writer.shutdown();
    try {
      if (!writer.awaitTermination(closeMillisMax, TimeUnit.MILLISECONDS)) {
        DROPPED.add(queue.size());
      }
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }
}
