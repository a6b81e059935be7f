package dev.patchbay.cli;

import dev.patchbay.config.LogConfig;
import dev.patchbay.config.LogFormat;
import dev.patchbay.config.LogLevel;
import dev.patchbay.config.UnknownSettings;
import dev.patchbay.logs.LogOutput;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of the process, as the settings say. Lines of text have no INFO before {@link #started},
 * so that a terminal shows the announcement of a service and not the course of its start.
 */
final class ProcessLog implements AutoCloseable {

  private final LogOutput output;
  private final Level level;

  private ProcessLog(LogOutput output, Level level) {
    this.output = output;
    this.level = level;
  }

  static ProcessLog open(LogConfig config, Map<String, String> environment) {
    Level level = Level.valueOf(config.level().name());
    boolean quiet = config.format() == LogFormat.TEXT && config.level() == LogLevel.INFO;
    LogOutput output =
        LogOutput.open(
            LogOutput.Format.valueOf(config.format().name()),
            quiet ? Level.WARN : level,
            config.access().errors() || config.access().oneSuccessIn() > 0);
    // Not a constant, because the log must be open before the first logger is created.
    Logger logger = LoggerFactory.getLogger(ProcessLog.class);
    UnknownSettings.describe(environment).forEach(logger::warn);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> logger.error("Thread {} has ended", thread.getName(), failure));
    return new ProcessLog(output, level);
  }

  /** Logs from now on at the level of the settings. */
  void started() {
    output.setLevel(level);
  }

  @Override
  public void close() {
    output.close();
  }
}
