package dev.patchbay.tracing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Forwards the log of OpenTelemetry to SLF4J. */
final class ExportLog extends Handler {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Tracing.class);

  /** A strong reference, because the JDK garbage-collects loggers with their settings. */
  private static final Logger SOURCE = Logger.getLogger("io.opentelemetry");

  private ExportLog() {}

  static synchronized void begin() {
    if (SOURCE.getUseParentHandlers()) {
      SOURCE.setUseParentHandlers(false);
      SOURCE.addHandler(new ExportLog());
    }
  }

  @Override
  public void publish(LogRecord event) {
    if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
      LOG.warn("{}", event.getMessage());
    } else {
      LOG.debug("{}", event.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
