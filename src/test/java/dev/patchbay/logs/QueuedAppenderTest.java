package dev.patchbay.logs;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class QueuedAppenderTest {

  /** Only ends a test that hangs. */
  private static final long HANG_MILLIS = 60_000;

  /** A reader that does not read until it is told to. */
  private static final class Pipe extends OutputStream {

    private final CountDownLatch full = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      full.countDown();
      try {
        open.await();
      } catch (InterruptedException ignored) {
        Thread.currentThread().interrupt();
      }
      synchronized (read) {
        read.write(bytes, from, count);
      }
    }

    long lines() {
      synchronized (read) {
        return read.toString(US_ASCII).lines().count();
      }
    }
  }

  private final Pipe pipe = new Pipe();

  private static Logger logger(QueuedAppender appender) {
    LoggerContext context = new LoggerContext();
    appender.setContext(context);
    appender.start();
    Logger logger = context.getLogger("dev.patchbay.Some");
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
    return logger;
  }

  @Test
  void noThreadWaitsForAStoppedReaderAndLostLinesAreCounted() throws Exception {
    QueuedAppender appender = new QueuedAppender(new TextEncoder(), pipe, HANG_MILLIS);
    Logger logger = logger(appender);
    logger.info("the first");
    pipe.full.await();

    long before = QueuedAppender.dropped();
    int said = QueuedAppender.EVENTS_MAX + 1_000;
    for (int i = 0; i < said; i++) {
      logger.info("line {}", i);
    }
    assertThat(QueuedAppender.dropped() - before).isEqualTo(1_000);

    pipe.open.countDown();
    appender.stop();
    assertThat(pipe.lines()).isEqualTo(1 + QueuedAppender.EVENTS_MAX);
  }

  @Test
  void theEndDoesNotWaitForAReaderThatHasStopped() throws Exception {
    QueuedAppender appender = new QueuedAppender(new TextEncoder(), pipe, 1);
    Logger logger = logger(appender);
    logger.info("the first");
    pipe.full.await();
    long before = QueuedAppender.dropped();
    logger.info("the second");
    logger.info("the third");
    appender.stop();
    assertThat(pipe.lines()).isZero();
    assertThat(QueuedAppender.dropped() - before).isEqualTo(2);
    pipe.open.countDown();
  }

  @Test
  void anExceptionOfTheEncoderIsNotTheEndOfTheLog() throws Exception {
    assertLogGoesOnAfter(() -> new IllegalStateException("not that one"));
  }

  /** The executor of the writer would not run it again. */
  @Test
  void anErrorOfTheEncoderIsNotTheEndOfTheLog() throws Exception {
    assertLogGoesOnAfter(() -> new StackOverflowError("not that one"));
  }

  private void assertLogGoesOnAfter(Supplier<? extends Throwable> failure) throws Exception {
    pipe.open.countDown();
    EncoderBase<ILoggingEvent> fussy =
        new EncoderBase<>() {
          private final TextEncoder encoder = new TextEncoder();

          @Override
          public byte[] headerBytes() {
            return new byte[0];
          }

          @Override
          public byte[] encode(ILoggingEvent event) {
            if (event.getMessage().equals("bad")) {
              sneakyThrow(failure.get());
            }
            return encoder.encode(event);
          }

          @Override
          public byte[] footerBytes() {
            return new byte[0];
          }
        };
    QueuedAppender appender = new QueuedAppender(fussy, pipe, HANG_MILLIS);
    Logger logger = logger(appender);
    long before = QueuedAppender.dropped();
    logger.info("bad");
    // The log goes on by itself; stop would write what is left in any case.
    eventually("the bad line is dropped", () -> QueuedAppender.dropped() - before == 1);
    logger.info("good");
    eventually("the good line is written", () -> pipe.lines() == 1);
    appender.stop();
    assertThat(pipe.lines()).isEqualTo(1);
    assertThat(QueuedAppender.dropped() - before).isEqualTo(1);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
