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
 * Writes events on a thread of its own. Who logs never waits: where the queue is full the event is
 * dropped, and counted. All that has come within some milliseconds is one write, and nobody is
 * woken for a line.
 */
final class QueuedAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  /** A reader that pauses for half a second loses nothing; it takes some ten megabytes. */
  static final int EVENTS_MAX = 8_192;

  /** Soon enough for who watches, and long enough for many lines in one write. */
  private static final long PERIOD_MILLIS = 10;

  /** A reader takes it in a few pieces, and the buffer stays small. */
  private static final int WRITE_BYTES = 64 * 1024;

  /** Of a reader that has stopped, the end of the process does not wait. */
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
   * @param closeMillisMax how long the end waits for a reader
   */
  QueuedAppender(Encoder<ILoggingEvent> encoder, OutputStream output, long closeMillisMax) {
    this.encoder = encoder;
    this.output = output;
    this.closeMillisMax = closeMillisMax;
  }

  /** How many events were dropped, in this process. */
  static long dropped() {
    return DROPPED.sum();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It has no end and does not fail.
  public void start() {
    super.start();
    writer.scheduleWithFixedDelay(
        this::writeAll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.getFormattedMessage(); // Made now and kept, for the arguments may change.
    if (!queue.offer(event)) {
      DROPPED.increment();
    }
  }

  /** An executor does not run a task again that has thrown. */
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

  /** What cannot be said must not be the end of the log. */
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
    } catch (IOException nobodyReads) {
      addError("the log cannot be written", nobodyReads);
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
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
