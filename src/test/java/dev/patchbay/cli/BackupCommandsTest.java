package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside the service that they export from and import to. */
@ExtendWith(RedisServerExtension.class)
final class BackupCommandsTest {

  private static final String API =
      """
      {"name": "chat", "protocolType": "WEBSOCKET", "routeSelectionExpression": "$request.body.a"}
      """;

  @TempDir private Path directory;

  private final RedisServer redis;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  BackupCommandsTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @Test
  void apisAreExportedAndImportedWhileTheServiceRuns() throws Exception {
    Map<String, String> environment = environment("PATCHBAY_REDIS_URI", redis.uri().toString());
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(environment))) {
      createApi(server);
      createApi(server);
      String before = get(server);
      assertThat(exporting(environment)).isZero();
      assertThat(messages.toString(UTF_8)).contains("Exported 2 APIs, 2 resources, ");
      String file = output.toString(UTF_8);
      redis.flushAll();
      assertThat(importing(file, environment)).isZero();
      assertThat(messages.toString(UTF_8)).contains("Imported 2 APIs, 2 resources of ");
      assertThat(get(server)).isEqualTo(before);
      assertThat(exporting(environment)).isZero();
      assertThat(output.toString(UTF_8)).isEqualTo(file);
      assertThat(importing(file, environment)).isEqualTo(ExitStatus.FAILED);
      assertThat(importing(file, environment, true)).isZero();
      createApi(server);
      assertThat(get(server).split("\"apiId\"", -1)).hasSize(4);
    }
  }

  @Test
  void theEmbeddedRedisIsStartedAndStopped() throws Exception {
    Map<String, String> environment = environment("PATCHBAY_DATA_DIR", directory.toString());
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(environment))) {
      createApi(server);
    }
    assertThat(exporting(environment)).isZero();
    String file = output.toString(UTF_8);
    assertThat(file.lines()).hasSize(4);
    Map<String, String> other =
        environment("PATCHBAY_DATA_DIR", directory.resolve("other").toString());
    assertThat(importing(file, other)).isZero();
    assertThat(exporting(other)).isZero();
    assertThat(output.toString(UTF_8)).isEqualTo(file);
  }

  @Test
  void aDataDirectoryInUseIsRefusedWithARemedy() throws Exception {
    Map<String, String> environment = environment("PATCHBAY_DATA_DIR", directory.toString());
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(environment))) {
      createApi(server);
      assertThatThrownBy(() -> exporting(environment))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(
              directory.toRealPath().toString(), "in use", "PATCHBAY_REDIS_URI");
      assertThatThrownBy(() -> importing("", environment)).hasMessageContaining("in use");
    }
  }

  @Test
  void anExportOfAMissingDirectoryFails() {
    String missing = directory.resolve("missing").toString();
    assertThatThrownBy(() -> exporting(environment("PATCHBAY_DATA_DIR", missing)))
        .hasMessageContainingAll(missing, "PATCHBAY_DATA_DIR");
    assertThat(output.size()).isZero();
  }

  @Test
  void allAccountsOfTheCredentialsFileAreExported() throws Exception {
    Path callers = directory.resolve("callers");
    Files.writeString(
        callers,
        """
        [a]
        aws_access_key_id = AKIDA
        aws_secret_access_key = secret
        patchbay_account_id = 222222222222
        """);
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_REDIS_URI", redis.uri().toString(),
            "PATCHBAY_CREDENTIALS_FILE", callers.toString());
    assertThat(exporting(environment)).isZero();
    assertThat(messages.toString(UTF_8)).contains("000000000000, 222222222222");
    assertThat(exporting(environment, "333333333333")).isZero();
    assertThat(messages.toString(UTF_8)).contains("333333333333").doesNotContain("222222222222");
  }

  @Test
  void aFullDiskIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int each) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), full, new PrintStream(messages));
    assertThatThrownBy(
            () ->
                new ExportCommand(Map.of("PATCHBAY_REDIS_URI", redis.uri().toString()), streams)
                    .run(Set.of(), null))
        .hasMessage("No space left on device");
  }

  @Test
  void aFileIsReplacedByAWholeExport() throws Exception {
    Path file = directory.resolve("apis.ndjson");
    Files.writeString(file, "before");
    Map<String, String> environment = environment("PATCHBAY_REDIS_URI", redis.uri().toString());
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(environment))) {
      createApi(server);
      assertThat(exporting(environment)).isZero();
      assertThat(new ExportCommand(environment, streams("")).run(Set.of(), file)).isZero();
      assertThat(file).hasContent(output.toString(UTF_8));
      assertThat(directory).isDirectoryNotContaining("glob:**.part");
      String apis = get(server);
      redis.flushAll();
      assertThat(new ImportCommand(environment, streams("")).run(Set.of(), false, file)).isZero();
      assertThat(get(server)).isEqualTo(apis);
    }
  }

  @Test
  void aFileOfAnImportThatIsMissingIsNamed() {
    Map<String, String> environment = environment("PATCHBAY_REDIS_URI", redis.uri().toString());
    Path missing = directory.resolve("missing");
    assertThatThrownBy(
            () -> new ImportCommand(environment, streams("")).run(Set.of(), false, missing))
        .hasMessage("there is no file " + missing);
  }

  private int exporting(Map<String, String> environment, String... accountIds) throws Exception {
    output.reset();
    messages.reset();
    return new ExportCommand(environment, streams("")).run(Set.of(accountIds), null);
  }

  private int importing(String file, Map<String, String> environment) throws Exception {
    return importing(file, environment, false);
  }

  private int importing(String file, Map<String, String> environment, boolean skipExisting)
      throws Exception {
    messages.reset();
    return new ImportCommand(environment, streams(file)).run(Set.of(), skipExisting, null);
  }

  private Streams streams(String input) {
    return new Streams(
        new ByteArrayInputStream(input.getBytes(UTF_8)), output, new PrintStream(messages));
  }

  private static Map<String, String> environment(String name, String value) {
    return Map.of(
        name,
        value,
        "PATCHBAY_HTTP_PORT",
        "0",
        "PATCHBAY_MANAGEMENT_PORT",
        "0",
        "PATCHBAY_GATEWAY_PORT",
        "0");
  }

  private static void createApi(PatchbayServer server) throws Exception {
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(server.address() + "/v2/apis"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(API))
            .build();
    assertThat(send(create).statusCode()).isEqualTo(201);
  }

  private static String get(PatchbayServer server) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.address() + "/v2/apis")).build()).body();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
