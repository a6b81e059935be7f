package dev.patchbay.config;

import java.util.List;
import java.util.Map;

/** The settings of the log. */
final class LogSettings {

  static final Setting<LogFormat> FORMAT =
      Setting.oneOf(
          "PATCHBAY_LOG_FORMAT",
          LogFormat.TEXT,
          "Whether a line of the log is for people or for machines.");

  static final Setting<LogLevel> LEVEL =
      Setting.oneOf(
          "PATCHBAY_LOG_LEVEL",
          LogLevel.INFO,
          "How much the service logs; lines of requests have a setting of their own.");

  static final Setting<AccessLines> ACCESS_LOG =
      new Setting<>(
          "PATCHBAY_ACCESS_LOG",
          "all",
          AccessLines.FORM,
          "Which requests have a line in the log: all, those that ended in an error, none, or all"
              + " errors and one success in so many.",
          false,
          AccessLines::parse);

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(FORMAT, LEVEL, ACCESS_LOG);

  private LogSettings() {}

  static LogConfig from(Map<String, String> environment) {
    return new LogConfig(
        FORMAT.from(environment), LEVEL.from(environment), ACCESS_LOG.from(environment));
  }
}
