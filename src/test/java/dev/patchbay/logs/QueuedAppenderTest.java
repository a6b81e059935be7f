package dev.patchbay.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class QueuedAppenderTest {

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
      } catch (InterruptedException ended) {
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
  void nobodyWaitsForAReaderThatHasStoppedAndWhatIsLostIsCounted() throws Exception {
    QueuedAppender appender = new QueuedAppender(new TextEncoder(), pipe);
    Logger logger = logger(appender);
    logger.info("the first");
    assertThat(pipe.full.await(10, TimeUnit.SECONDS)).isTrue();

    long before = QueuedAppender.dropped();
    long begun = System.nanoTime();
    int said = QueuedAppender.EVENTS_MAX + 1_000;
    for (int i = 0; i < said; i++) {
      logger.info("line {}", i);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(QueuedAppender.dropped() - before).isEqualTo(1_000);

    pipe.open.countDown();
    appender.stop();
    assertThat(pipe.lines()).isEqualTo(1 + QueuedAppender.EVENTS_MAX);
  }

  @Test
  void theEndDoesNotWaitForAReaderThatHasStopped() throws Exception {
    QueuedAppender appender = new QueuedAppender(new TextEncoder(), pipe);
    logger(appender).info("the first");
    assertThat(pipe.full.await(10, TimeUnit.SECONDS)).isTrue();
    long begun = System.nanoTime();
    appender.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    pipe.open.countDown();
  }

  @Test
  void anExceptionOfTheEncoderIsNotTheEndOfTheLog() {
    assertLogGoesOnAfter(() -> new IllegalStateException("not that one"));
  }

  /** The executor of the writer would not run it again. */
  @Test
  void anErrorOfTheEncoderIsNotTheEndOfTheLog() {
    assertLogGoesOnAfter(() -> new StackOverflowError("not that one"));
  }

  private void assertLogGoesOnAfter(Supplier<? extends Throwable> failure) {
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
    QueuedAppender appender = new QueuedAppender(fussy, pipe);
    Logger logger = logger(appender);
    long before = QueuedAppender.dropped();
    logger.info("bad");
    await(() -> QueuedAppender.dropped() - before == 1);
    logger.info("good");
    await(() -> pipe.lines() == 1);
    appender.stop();
    assertThat(pipe.lines()).isEqualTo(1);
    assertThat(QueuedAppender.dropped() - before).isEqualTo(1);
  }

  /** The log must go on by itself; {@code stop} writes what is left in any case. */
  private static void await(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(10));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
