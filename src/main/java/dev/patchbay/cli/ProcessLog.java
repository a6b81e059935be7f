package dev.patchbay.cli;

import dev.patchbay.config.LogConfig;
import dev.patchbay.config.UnknownSettings;
import dev.patchbay.logs.LogOutput;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Opens the log of the process as the settings say. */
final class ProcessLog {

  private ProcessLog() {}

  static LogOutput open(LogConfig config, Map<String, String> environment) {
    LogOutput log =
        LogOutput.open(
            LogOutput.Format.valueOf(config.format().name()),
            Level.valueOf(config.level().name()),
            config.access().errors() || config.access().oneSuccessIn() > 0);
    // Not a constant, because the log must be open before the first logger is created.
    Logger logger = LoggerFactory.getLogger(ProcessLog.class);
    UnknownSettings.describe(environment).forEach(logger::warn);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> logger.error("Thread {} has ended", thread.getName(), failure));
    return log;
  }
}
