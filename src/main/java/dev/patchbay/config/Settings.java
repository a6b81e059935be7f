package dev.patchbay.config;

import static java.util.stream.Collectors.joining;

import dev.patchbay.model.Durability;
import dev.patchbay.model.Limit;
import dev.patchbay.model.TemplatePatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting, in the order operators read them. */
public final class Settings {

  private static final int PORT_MAX = 65_535;

  /** The largest body the service is built to hold in memory for each request: 16 MiB. */
  private static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

  static final Setting<String> HTTP_HOST =
      Setting.text(
          "PATCHBAY_HTTP_HOST",
          "127.0.0.1",
          Pattern.compile("[A-Za-z0-9.:_-]+"),
          "a host name or an IP address",
          "The address that both ports listen on; 0.0.0.0 for all.");

  static final Setting<Integer> HTTP_PORT =
      Setting.number(
          "PATCHBAY_HTTP_PORT", 8080, 0, PORT_MAX, "The control plane's port; 0 picks a free one.");

  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.number(
          "PATCHBAY_MANAGEMENT_PORT",
          9090,
          0,
          PORT_MAX,
          "The port of health and metrics; 0 picks a free one.");

  static final Setting<AuthMode> AUTH =
      Setting.oneOf(
          "PATCHBAY_AUTH",
          AuthMode.AUTO,
          "Whether requests must be signed. auto: they must where there is a credentials file, and"
              + " without one the service listens on a loopback address only.");

  static final Setting<Optional<Path>> CREDENTIALS_FILE =
      Setting.file(
          "PATCHBAY_CREDENTIALS_FILE",
          "a file in the format of AWS shared credentials",
          "The callers; read again when it changes.");

  static final Setting<Optional<Path>> TLS_CERT_FILE =
      Setting.file(
          "PATCHBAY_TLS_CERT_FILE",
          "a PEM file",
          "The certificate chain of the control plane; read again when it changes.");

  static final Setting<Optional<Path>> TLS_KEY_FILE =
      Setting.file("PATCHBAY_TLS_KEY_FILE", "a PEM file", "The key of the certificate.");

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

  static final Setting<String> ACCOUNT_ID =
      Setting.text(
          "PATCHBAY_ACCOUNT_ID",
          "000000000000",
          Pattern.compile("[0-9]{12}"),
          "12 digits",
          "The AWS account that the service emulates.");

  static final Setting<String> REGION =
      Setting.text(
          "PATCHBAY_REGION",
          "us-east-1",
          Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}"),
          "a region as AWS spells it",
          "The AWS region that the service emulates.");

  static final Setting<TemplatePatch> TEMPLATE_PATCH =
      Setting.oneOf(
          "PATCHBAY_TEMPLATE_PATCH",
          TemplatePatch.REPLACE,
          "Whether an update keeps the templates that it does not name, or replaces the map of"
              + " them.");

  static final Setting<Integer> MAX_BODY_BYTES =
      Setting.number(
          "PATCHBAY_MAX_BODY_BYTES",
          Limit.REQUEST_BODY.intValue(),
          1024,
          BODY_BYTES_MAX,
          "The largest request body.");

  /** As large as the largest request, so that one request can name all that a resource has. */
  static final Setting<Integer> MAX_RESOURCE_BYTES =
      Setting.number(
          "PATCHBAY_MAX_RESOURCE_BYTES",
          Limit.RESOURCE_BYTES.intValue(),
          1024,
          BODY_BYTES_MAX,
          "The largest resource, as JSON; an update that merges more into it is refused.");

  static final Setting<Integer> MAX_APIS =
      Setting.number("PATCHBAY_MAX_APIS", 1_000, 1, 1_000_000, "APIs in the account.");

  /** AWS's own quota for the integrations and the routes of an API. */
  static final Setting<Integer> MAX_CHILDREN =
      Setting.number(
          "PATCHBAY_MAX_CHILDREN",
          300,
          1,
          1_000_000,
          "Resources in one collection below an API; the default is AWS's quota.");

  /** The quotas by the name of their setting, as rows of types name them. */
  static Map<String, Integer> quotas(Map<String, String> environment) {
    return Stream.of(MAX_APIS, MAX_CHILDREN)
        .collect(Collectors.toMap(Setting::name, setting -> setting.from(environment)));
  }

  /** The default takes 400 kilobytes of Redis for an API; the minimum is a page of a subscriber. */
  static final Setting<Integer> MAX_CHANGES =
      Setting.number(
          "PATCHBAY_MAX_CHANGES",
          2_000,
          100,
          1_000_000,
          "Entries in the change log of an API, of some 200 bytes each; the oldest are trimmed, some"
              + " at a time.");

  static final Setting<Integer> REDIS_POOL_SIZE =
      Setting.number(
          "PATCHBAY_REDIS_POOL_SIZE", 32, 1, 1024, "Connections to each server of Redis at most.");

  static final Setting<Integer> REDIS_COMMAND_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS",
          500,
          10,
          60_000,
          "How long a Redis command may take, in milliseconds; at most three quarters of a"
              + " request's time.");

  static final Setting<Integer> REDIS_ACQUIRE_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS",
          250,
          10,
          60_000,
          "How long a request may wait for a Redis connection, in milliseconds; at most three"
              + " quarters of its time.");

  /** Together with the third of it that the throttle has before, it stays below a second. */
  static final Setting<Integer> REDIS_REQUEST_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS",
          700,
          10,
          60_000,
          "How long all that a request does with the store may take, in milliseconds: its turn, its"
              + " attempts and its waits.");

  static final Setting<Optional<Durability>> DURABILITY =
      new Setting<>(
          "PATCHBAY_DURABILITY",
          "",
          "strict, standard",
          "What a change that was answered survives; when it is not set, strict where the Redis has"
              + " replicas at the start, else standard.",
          false,
          text ->
              text.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Setting.constant(Durability.class, text)));

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
              List.of(
                  HTTP_HOST,
                  HTTP_PORT,
                  MANAGEMENT_PORT,
                  AUTH,
                  CREDENTIALS_FILE,
                  TLS_CERT_FILE,
                  TLS_KEY_FILE),
              ThrottleSettings.ALL,
              RedisSettings.ALL,
              List.of(
                  DATA_DIR,
                  EMBEDDED_FSYNC,
                  ACCOUNT_ID,
                  REGION,
                  TEMPLATE_PATCH,
                  MAX_BODY_BYTES,
                  MAX_RESOURCE_BYTES,
                  MAX_APIS,
                  MAX_CHILDREN,
                  MAX_CHANGES,
                  REDIS_POOL_SIZE,
                  REDIS_COMMAND_TIMEOUT_MILLIS,
                  REDIS_ACQUIRE_TIMEOUT_MILLIS,
                  REDIS_REQUEST_TIMEOUT_MILLIS,
                  DURABILITY,
                  EVENT_LOOPS,
                  DRAIN_DELAY_SECONDS,
                  SHUTDOWN_SECONDS),
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
