package dev.patchbay.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The log of the process, on stderr. Configured in code, because format and level are settings of
 * the service.
 */
public final class LogOutput implements AutoCloseable {

  /** The format of a line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The logger of the access log. */
  public static final String ACCESS = "dev.patchbay.access";

  /** The loggers whose lines the settings of stages ask for, at whatever level the service logs. */
  private static final List<String> OF_STAGES =
      List.of("dev.patchbay.gateway.access", "dev.patchbay.gateway.execution");

  private final LoggerContext context;

  private LogOutput(LoggerContext context) {
    this.context = context;
  }

  /**
   * Opens the log, in place of the one before.
   *
   * @param level of the lines that are not of requests
   * @param access whether requests have lines, at any level
   */
  public static LogOutput open(Format format, org.slf4j.event.Level level, boolean access) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    QueuedAppender appender =
        new QueuedAppender(encoder(format, context), new FileOutputStream(FileDescriptor.err));
    appender.setContext(context);
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger(ACCESS).setLevel(access ? Level.INFO : Level.OFF);
    OF_STAGES.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
    LogOutput log = new LogOutput(context);
    log.setLevel(level);
    return log;
  }

  /** Logs from now on at this level; libraries log nothing below INFO. */
  public void setLevel(org.slf4j.event.Level level) {
    Level own = Level.convertAnSLF4JLevel(level);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(own.isGreaterOrEqual(Level.INFO) ? own : Level.INFO);
    context.getLogger("dev.patchbay").setLevel(own);
  }

  private static Encoder<ILoggingEvent> encoder(Format format, LoggerContext context) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> new TextEncoder();
          case JSON -> new JsonEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  /**
   * Returns the number of lines that were dropped because the log could not be written fast enough.
   */
  public static long eventsDropped() {
    return QueuedAppender.dropped();
  }

  /** Writes the rest of the queue, for a second at most. Blocks. */
  @Override
  public void close() {
    context.stop();
  }
}
