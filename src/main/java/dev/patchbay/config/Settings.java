package dev.patchbay.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting, in the order operators read them. */
public final class Settings {

  static final Setting<Path> DATA_DIR =
      new Setting<>(
          "PATCHBAY_DATA_DIR",
          "patchbay-data",
          "a directory, created when absent",
          "Where the embedded Redis keeps its data.",
          false,
          Path::of);

  static final Setting<Fsync> EMBEDDED_FSYNC =
      Setting.oneOf(
          "PATCHBAY_EMBEDDED_FSYNC",
          Fsync.ALWAYS,
          "When the embedded Redis forces writes to the disk: before it answers, or once a"
              + " second.");

  static final Setting<Integer> EVENT_LOOPS =
      Setting.number("PATCHBAY_EVENT_LOOPS", 1, 1, 64, "Threads that serve requests.");

  static final Setting<Integer> DRAIN_DELAY_SECONDS =
      Setting.number(
          "PATCHBAY_DRAIN_DELAY_SECONDS",
          0,
          0,
          300,
          "How long the service goes on serving after SIGTERM, not ready any more, in seconds; what"
              + " the balancer before it takes to notice.");

  static final Setting<Integer> SHUTDOWN_SECONDS =
      Setting.number(
          "PATCHBAY_SHUTDOWN_SECONDS",
          10,
          1,
          300,
          "How long requests under way may take when the service stops, in seconds.");

  static final Setting<Optional<String>> OTLP_ENDPOINT =
      new Setting<>(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "",
          "an http or https URL",
          "The OpenTelemetry collector that traces are sent to; without it nothing is traced.",
          false,
          text -> {
            Setting.require(text.isEmpty() || text.matches("https?://[^\\s@]+"));
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
          });

  static final List<Setting<?>> ALL =
      Stream.of(
              HttpSettings.ALL,
              GatewaySettings.ALL,
              BackendSettings.ALL,
              SecuritySettings.ALL,
              AccountSettings.ALL,
              ThrottleSettings.ALL,
              RedisSettings.ALL,
              List.of(DATA_DIR, EMBEDDED_FSYNC, EVENT_LOOPS, DRAIN_DELAY_SECONDS, SHUTDOWN_SECONDS),
              EvaluationSettings.ALL,
              LogSettings.ALL,
              List.of(OTLP_ENDPOINT))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** The variables that may name a file in place of a value. */
  static final List<String> SECRETS =
      Stream.concat(RedisSettings.SECRETS.stream(), Stream.of(ThrottleSettings.REDIS_URI.name()))
          .toList();

  private Settings() {}

  /** The settings as a Markdown table of four columns, without a trailing line break. */
  public static String markdownTable() {
    return ALL.stream()
        .map(Settings::markdownRow)
        .collect(
            joining("\n", "| variable | default | allowed | meaning |\n|---|---|---|---|\n", ""));
  }

  private static String markdownRow(Setting<?> setting) {
    String value = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.name(), value, setting.allowed(), setting.meaning());
  }
}
