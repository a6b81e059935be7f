package dev.patchbay.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patchbay.model.Durability;
import dev.patchbay.model.NetworkBlock;
import dev.patchbay.model.TemplatePatch;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceConfigTest {

  private static final RedisLogin NO_LOGIN = new RedisLogin(Optional.empty(), Optional.empty());

  private static final ServiceConfig DEFAULTS =
      new ServiceConfig(
          new HttpConfig("127.0.0.1", 8080, 9090, 1_048_576, true),
          new GatewayConfig(
              OptionalInt.of(8090),
              0,
              new GatewayUrl(false, Optional.empty()),
              600_000,
              7_200_000,
              Optional.empty(),
              Optional.empty(),
              0),
          new BackendConfig(
              List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0")),
              Optional.empty(),
              Optional.empty(),
              Map.of(),
              Map.of(),
              Optional.empty()),
          new SecurityConfig(AuthMode.AUTO, Optional.empty(), Optional.empty(), Optional.empty()),
          new ThrottleConfig(100_000, 100_000, 1, Optional.empty()),
          new RedisConfig(
              RedisMode.STANDALONE,
              List.of(),
              "",
              NO_LOGIN,
              NO_LOGIN,
              Optional.empty(),
              32,
              500,
              250,
              700,
              Optional.empty()),
          new EmbeddedConfig(Path.of("patchbay-data"), Fsync.ALWAYS),
          new AccountConfig(
              "000000000000",
              "us-east-1",
              TemplatePatch.REPLACE,
              1_048_576,
              Map.of("PATCHBAY_MAX_APIS", 1_000, "PATCHBAY_MAX_CHILDREN", 300),
              2_000),
          new LogConfig(LogFormat.TEXT, LogLevel.INFO, new AccessLines(true, 1)),
          1,
          new ShutdownConfig(0, 10),
          new EvaluationConfig(2, 256, 2_000),
          new TracingConfig(Optional.empty(), Map.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATCHBAY_HTTP_HOST                    | not a host          | a host name or an IP address
          PATCHBAY_HTTP_PORT                    | http                | 0 to 65535
          PATCHBAY_HTTP_PORT                    | -1                  | 0 to 65535
          PATCHBAY_HTTP_PORT                    | 65536               | 0 to 65535
          PATCHBAY_HTTP_PORT                    | tcp://10.0.0.1:80   | 0 to 65535
          PATCHBAY_MANAGEMENT_PORT              | 99999999999         | 0 to 65535
          PATCHBAY_GATEWAY_PORT                 | 65536               | off, or 0 to 65535
          PATCHBAY_GATEWAY_IDLE_MILLIS          | 99                  | 100 to 86400000
          PATCHBAY_AUTH                         | none                | auto, sigv4, off
          PATCHBAY_THROTTLE_RATE                | -1                  | 0 to 1000000
          PATCHBAY_THROTTLE_RATE                | 1000001             | 0 to 1000000
          PATCHBAY_THROTTLE_BURST               | 0                   | 1 to 1000000
          PATCHBAY_REPLICAS                     | 0                   | 1 to 1000
          PATCHBAY_EMBEDDED_FSYNC               | no                  | always, everysec
          PATCHBAY_EMBEDDED_FSYNC               | ALWAYS              | always, everysec
          PATCHBAY_ACCOUNT_ID                   | 12345678901         | 12 digits
          PATCHBAY_ACCOUNT_ID                   | 1234567890123       | 12 digits
          PATCHBAY_ACCOUNT_ID                   | 1234-5678-90        | 12 digits
          PATCHBAY_REGION                       | Ireland             | a region as AWS spells it
          PATCHBAY_REGION                       | us-east             | a region as AWS spells it
          PATCHBAY_TEMPLATE_PATCH               | append              | merge, replace
          PATCHBAY_MAX_BODY_BYTES               | 1023                | 1024 to 16777216
          PATCHBAY_MAX_BODY_BYTES               | 16777217            | 1024 to 16777216
          PATCHBAY_MAX_BODY_BYTES               | 1MB                 | 1024 to 16777216
          PATCHBAY_MAX_APIS                     | 0                   | 1 to 1000000
          PATCHBAY_MAX_APIS                     | 1000001             | 1 to 1000000
          PATCHBAY_MAX_CHILDREN                 | 0                   | 1 to 1000000
          PATCHBAY_MAX_CHILDREN                 | 1000001             | 1 to 1000000
          PATCHBAY_MAX_CHANGES                  | 99                  | 100 to 1000000
          PATCHBAY_MAX_CHANGES                  | 1000001             | 100 to 1000000
          PATCHBAY_REDIS_POOL_SIZE              | 0                   | 1 to 1024
          PATCHBAY_REDIS_POOL_SIZE              | 1025                | 1 to 1024
          PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS | 9                   | 10 to 60000
          PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS | 60001               | 10 to 60000
          PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS | 9                   | 10 to 60000
          PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS | 60001               | 10 to 60000
          PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS | 9                   | 10 to 60000
          PATCHBAY_DURABILITY                   | STRICT              | strict, standard
          PATCHBAY_DURABILITY                   | most                | strict, standard
          PATCHBAY_EVENT_LOOPS                  | 0                   | 1 to 64
          PATCHBAY_EVENT_LOOPS                  | 65                  | 1 to 64
          PATCHBAY_DRAIN_DELAY_SECONDS          | -1                  | 0 to 300
          PATCHBAY_DRAIN_DELAY_SECONDS          | 301                 | 0 to 300
          PATCHBAY_SHUTDOWN_SECONDS             | 0                   | 1 to 300
          PATCHBAY_SHUTDOWN_SECONDS             | 301                 | 1 to 300
          PATCHBAY_LOG_FORMAT                   | xml                 | text, json
          PATCHBAY_LOG_LEVEL                    | loud                | error, warn, info, debug, trace
          PATCHBAY_ACCESS_LOG                   | some                | all, errors, off, or 1/2 to 1/1000000
          PATCHBAY_ACCESS_LOG                   | 1/0                 | all, errors, off, or 1/2 to 1/1000000
          PATCHBAY_ACCESS_LOG                   | 1/1                 | all, errors, off, or 1/2 to 1/1000000
          PATCHBAY_ACCESS_LOG                   | 1/1000001           | all, errors, off, or 1/2 to 1/1000000
          PATCHBAY_ACCESS_LOG                   | 2/3                 | all, errors, off, or 1/2 to 1/1000000
          OTEL_EXPORTER_OTLP_ENDPOINT           | collector:4318      | an http or https URL
          OTEL_EXPORTER_OTLP_ENDPOINT           | http://a:b@c:4318   | an http or https URL
          """)
  void refusalOfABadValueNamesTheAllowedValues(String name, String value, String allowed) {
    assertThatThrownBy(() -> ServiceConfig.from(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("bad configuration:\n  %s is %s, allowed: %s".formatted(name, value, allowed));
  }

  @Test
  void aPathThatIsInvalidIsBad() {
    assertThatThrownBy(() -> ServiceConfig.from(Map.of("PATCHBAY_DATA_DIR", "a\0b")))
        .hasMessageContaining("PATCHBAY_DATA_DIR is a\0b, allowed: a directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "redis://:secret@host",
        "redis://:secret@host:0",
        "redis://:secret@host:70000",
        "redis://:secret@host:port",
        "redis://:secret@:6379",
        "redis://:secret@host:6379/1",
        "redis://:secret@host:6379?db=secret",
        "redis://:secret@host:6379#secret",
        "redis://secret@host:6379",
        "redis://:sec ret@host:6379",
        "http://:secret@host:6379",
        "redis:secret",
        "//:secret@host:6379",
      })
  void aBadRedisUriIsNotShown(String uri) {
    Throwable refused = catchThrowable(() -> ServiceConfig.from(Map.of("PATCHBAY_REDIS_URI", uri)));
    assertThat(refused)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "PATCHBAY_REDIS_URI is (not shown), allowed: redis://[user:password@]")
        .hasNoCause();
    assertThat(refused.getMessage()).doesNotContain("secret", "sec ret");
  }

  @Test
  void allBadValuesAreReportedAtOnce() {
    Map<String, String> environment =
        Settings.ALL.stream()
            .filter(setting -> !isFileOfASecret(setting))
            .collect(Collectors.toMap(Setting::name, setting -> "\0"));
    assertThatThrownBy(() -> ServiceConfig.from(environment))
        .hasMessageContainingAll(environment.keySet().toArray(CharSequence[]::new));
  }

  private static boolean isFileOfASecret(Setting<?> setting) {
    return Settings.SECRETS.stream().anyMatch(name -> setting.name().equals(name + "_FILE"));
  }

  @Test
  void defaults() {
    assertThat(ServiceConfig.from(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void aBlankValueIsAbsent() {
    Map<String, String> environment =
        Settings.ALL.stream().collect(Collectors.toMap(Setting::name, setting -> " \t"));
    assertThat(ServiceConfig.from(environment)).isEqualTo(DEFAULTS);
  }

  @Test
  void variablesOfKubernetesAreIgnored() {
    Map<String, String> environment =
        Map.of("PATCHBAY_SERVICE_HOST", "10.0.0.1", "PATCHBAY_PORT", "tcp://10.0.0.1:80");
    assertThat(ServiceConfig.from(environment)).isEqualTo(DEFAULTS);
  }

  @Test
  void everySettingHasItsPlace() {
    Map<String, String> environment =
        Map.ofEntries(
            entry("PATCHBAY_HTTP_HOST", "::1"),
            entry("PATCHBAY_HTTP_PORT", "0"),
            entry("PATCHBAY_MANAGEMENT_PORT", " 65535 "),
            entry("PATCHBAY_GATEWAY_PORT", "off"),
            entry("PATCHBAY_GATEWAY_URL", "wss://a.example/b/"),
            entry("PATCHBAY_GATEWAY_IDLE_MILLIS", "100"),
            entry("PATCHBAY_GATEWAY_LIFETIME_MILLIS", "604800000"),
            entry("PATCHBAY_API_KEYS_FILE", "/etc/api-keys"),
            entry("PATCHBAY_GATEWAY_REPLICA_HOST", "10.1.2.3"),
            entry("PATCHBAY_GATEWAY_REPLICA_PORT", "8091"),
            entry("PATCHBAY_AUTH", "sigv4"),
            entry("PATCHBAY_CREDENTIALS_FILE", "/etc/callers"),
            entry("PATCHBAY_TLS_CERT_FILE", "/etc/tls.crt"),
            entry("PATCHBAY_TLS_KEY_FILE", "/etc/tls.key"),
            entry("PATCHBAY_THROTTLE_RATE", "10"),
            entry("PATCHBAY_THROTTLE_BURST", "40"),
            entry("PATCHBAY_REPLICAS", "3"),
            entry("PATCHBAY_THROTTLE_REDIS_URI", "redis://:secret@counter:6379/3"),
            entry("PATCHBAY_REDIS_MODE", "sentinel"),
            entry("PATCHBAY_REDIS_URI", "rediss://one.example:26379, rediss://two.example:26379"),
            entry("PATCHBAY_REDIS_MASTER_NAME", "primary"),
            entry("PATCHBAY_REDIS_USER", "patchbay"),
            entry("PATCHBAY_REDIS_PASSWORD", "secret"),
            entry("PATCHBAY_REDIS_SENTINEL_USER", "watcher"),
            entry("PATCHBAY_REDIS_SENTINEL_PASSWORD", "other"),
            entry("PATCHBAY_REDIS_TLS_CA_FILE", "/etc/redis-ca.pem"),
            entry("PATCHBAY_DATA_DIR", "/var/lib/patchbay"),
            entry("PATCHBAY_EMBEDDED_FSYNC", "everysec"),
            entry("PATCHBAY_ACCOUNT_ID", "123456789012"),
            entry("PATCHBAY_REGION", "us-gov-west-1"),
            entry("PATCHBAY_TEMPLATE_PATCH", "merge"),
            entry("PATCHBAY_MAX_RESOURCE_BYTES", "2048"),
            entry("PATCHBAY_MAX_BODY_BYTES", "1024"),
            entry("PATCHBAY_CONSOLE", "off"),
            entry("PATCHBAY_MAX_APIS", "2"),
            entry("PATCHBAY_MAX_CHILDREN", "3"),
            entry("PATCHBAY_MAX_CHANGES", "400"),
            entry("PATCHBAY_REDIS_POOL_SIZE", "4"),
            entry("PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "60000"),
            entry("PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "10"),
            entry("PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "900"),
            entry("PATCHBAY_DURABILITY", "strict"),
            entry("PATCHBAY_EVENT_LOOPS", "64"),
            entry("PATCHBAY_DRAIN_DELAY_SECONDS", "15"),
            entry("PATCHBAY_SHUTDOWN_SECONDS", "300"),
            entry("PATCHBAY_EVALUATION_WORKERS", "4"),
            entry("PATCHBAY_GATEWAY_EVENT_LOOPS", "3"),
            entry("PATCHBAY_EVALUATION_PENDING", "10000"),
            entry("PATCHBAY_EVALUATION_WAIT_MILLIS", "100"),
            entry("PATCHBAY_LOG_FORMAT", "json"),
            entry("PATCHBAY_LOG_LEVEL", "debug"),
            entry("PATCHBAY_BACKEND_PRIVATE_NETWORKS", "10.0.0.0/8, fd00::/8"),
            entry("PATCHBAY_BACKEND_CA_FILE", "/etc/backends.pem"),
            entry("PATCHBAY_LAMBDA_ENDPOINT", "http://lambda:9001"),
            entry("PATCHBAY_LAMBDA_URLS", "f=http://f:1/x, g=https://g/"),
            entry("PATCHBAY_AWS_ENDPOINTS", "sqs=http://sqs:9324,events=https://events"),
            entry("PATCHBAY_AWS_CREDENTIALS_FILE", "/etc/aws"),
            entry("PATCHBAY_ACCESS_LOG", "1/1000000"),
            entry("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4318"));

    assertThat(environment)
        .as("of a secret and its file only one can be set")
        .hasSize(Settings.ALL.size() - Settings.SECRETS.size());
    assertThat(ServiceConfig.from(environment))
        .isEqualTo(
            new ServiceConfig(
                new HttpConfig("::1", 0, 65_535, 1024, false),
                new GatewayConfig(
                    OptionalInt.empty(),
                    3,
                    new GatewayUrl(false, Optional.of("wss://a.example/b")),
                    100,
                    604_800_000,
                    Optional.of(Path.of("/etc/api-keys")),
                    Optional.of("10.1.2.3"),
                    8091),
                new BackendConfig(
                    List.of(NetworkBlock.of("10.0.0.0/8"), NetworkBlock.of("fd00::/8")),
                    Optional.of(Path.of("/etc/backends.pem")),
                    Optional.of("http://lambda:9001"),
                    Map.of("f", "http://f:1/x", "g", "https://g/"),
                    Map.of("sqs", "http://sqs:9324", "events", "https://events"),
                    Optional.of(Path.of("/etc/aws"))),
                new SecurityConfig(
                    AuthMode.SIGV4,
                    Optional.of(Path.of("/etc/callers")),
                    Optional.of(Path.of("/etc/tls.crt")),
                    Optional.of(Path.of("/etc/tls.key"))),
                new ThrottleConfig(
                    10, 40, 3, Optional.of(URI.create("redis://:secret@counter:6379/3"))),
                new RedisConfig(
                    RedisMode.SENTINEL,
                    List.of(
                        URI.create("rediss://one.example:26379"),
                        URI.create("rediss://two.example:26379")),
                    "primary",
                    new RedisLogin(Optional.of("patchbay"), Optional.of("secret")),
                    new RedisLogin(Optional.of("watcher"), Optional.of("other")),
                    Optional.of(Path.of("/etc/redis-ca.pem")),
                    4,
                    60_000,
                    10,
                    900,
                    Optional.of(Durability.STRICT)),
                new EmbeddedConfig(Path.of("/var/lib/patchbay"), Fsync.EVERYSEC),
                new AccountConfig(
                    "123456789012",
                    "us-gov-west-1",
                    TemplatePatch.MERGE,
                    2048,
                    Map.of("PATCHBAY_MAX_APIS", 2, "PATCHBAY_MAX_CHILDREN", 3),
                    400),
                new LogConfig(LogFormat.JSON, LogLevel.DEBUG, new AccessLines(true, 1_000_000)),
                64,
                new ShutdownConfig(15, 300),
                new EvaluationConfig(4, 10_000, 100),
                new TracingConfig(
                    Optional.of("https://collector:4318"),
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4318"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://host:6379", "redis://:p@[::1]:1/", "redis://u:p@h:65535/0"})
  void redisUrisAreTakenAsWritten(String uri) {
    assertThat(ServiceConfig.from(Map.of("PATCHBAY_REDIS_URI", uri)).redis().uris())
        .containsExactly(URI.create(uri));
  }

  @ParameterizedTest
  @CsvSource({"all, true, 1", "errors, true, 0", "off, false, 0", "1/2, true, 2"})
  void accessLinesAreChosenByAWordOrAFraction(String text, boolean errors, int oneSuccessIn) {
    assertThat(ServiceConfig.from(Map.of("PATCHBAY_ACCESS_LOG", text)).logs().access())
        .isEqualTo(new AccessLines(errors, oneSuccessIn));
  }

  @Test
  void printingTheConfigurationShowsNoSecret() {
    ServiceConfig config =
        ServiceConfig.from(Map.of("PATCHBAY_REDIS_URI", "redis://user:secret@redis:6379"));
    assertThat(config.toString()).contains("uri=redis:6379").doesNotContain("user", "secret");
    ServiceConfig counting =
        ServiceConfig.from(Map.of("PATCHBAY_THROTTLE_REDIS_URI", "redis://user:secret@far:6379/2"));
    assertThat(counting.toString()).contains("redis=far:6379").doesNotContain("user", "secret");
  }

  @Test
  void anOpenAddressNeedsCredentialsOrAnExplicitSetting() {
    assertThatThrownBy(() -> ServiceConfig.from(Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PATCHBAY_HTTP_HOST is 0.0.0.0")
        .hasMessageContaining("PATCHBAY_CREDENTIALS_FILE")
        .hasMessageContaining("PATCHBAY_AUTH=off");
    Map<String, String> meant = Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0", "PATCHBAY_AUTH", "off");
    assertThat(ServiceConfig.from(meant).http().host()).isEqualTo("0.0.0.0");
    Map<String, String> guarded =
        Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0", "PATCHBAY_CREDENTIALS_FILE", "callers");
    assertThat(ServiceConfig.from(guarded).security().auth()).isEqualTo(AuthMode.AUTO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "localhost"})
  void aLoopbackAddressNeedsNone(String host) {
    assertThat(ServiceConfig.from(Map.of("PATCHBAY_HTTP_HOST", host)).http().host())
        .isEqualTo(host);
  }

  @Test
  void settingsThatContradictEachOtherAreAllNamed() {
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_AUTH", "off",
            "PATCHBAY_CREDENTIALS_FILE", "callers",
            "PATCHBAY_TLS_KEY_FILE", "key");
    assertThatThrownBy(() -> ServiceConfig.from(environment))
        .hasMessageContaining("PATCHBAY_AUTH is off, which contradicts PATCHBAY_CREDENTIALS_FILE")
        .hasMessageContaining("PATCHBAY_TLS_CERT_FILE and PATCHBAY_TLS_KEY_FILE need each other");
    assertThatThrownBy(() -> ServiceConfig.from(Map.of("PATCHBAY_AUTH", "sigv4")))
        .hasMessageContaining("PATCHBAY_AUTH is sigv4, which needs PATCHBAY_CREDENTIALS_FILE");
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0,0", "127.0.0.1,2", "::1,2"})
  void backendsHavePrivateAddressesWhileTheServiceListensOnLoopback(String host, int networks) {
    assertThat(
            ServiceConfig.from(Map.of("PATCHBAY_HTTP_HOST", host, "PATCHBAY_AUTH", "off"))
                .backends()
                .privateNetworks())
        .hasSize(networks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "backend.example/8", "10.0.0.0/8,", "all"})
  void blocksOfAddressesAreReadStrictly(String text) {
    assertThatThrownBy(() -> ServiceConfig.from(Map.of("PATCHBAY_BACKEND_PRIVATE_NETWORKS", text)))
        .isInstanceOf(ConfigException.class);
  }
}
