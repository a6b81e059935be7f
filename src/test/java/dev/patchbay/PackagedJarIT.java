package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a user starts it: without a setting but for ports that do not collide. */
@Timeout(120)
final class PackagedJarIT {

  private static final Pattern ADDRESS = Pattern.compile("Patchbay listens on (http://\\S+:\\d+) ");
  private static final String API =
      """
      {"name": "chat", "protocolType": "WEBSOCKET", "routeSelectionExpression": "$request.body.a"}
      """;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int FIRST_LINES = 6;

  @TempDir private static Path sharedDirectory;

  /** Started once for all tests that leave it running: a start takes longer than most of them. */
  @SuppressWarnings("NullAway.Init") // Made by startShared.
  private static Process shared;

  private static final List<String> SHARED_LINES = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeAll
  static void startShared() throws IOException {
    ProcessBuilder command = command(sharedDirectory);
    command.command().add(1, "-Xlog:class+load:file=" + loadedClasses());
    // Log lines, as of a machine that is busy at the start, are not among these.
    command.redirectErrorStream(false).redirectError(sharedDirectory.resolve("log").toFile());
    shared = command.start();
    BufferedReader output = shared.inputReader(StandardCharsets.UTF_8);
    for (int i = 0; i < FIRST_LINES; i++) {
      SHARED_LINES.add(String.valueOf(output.readLine()));
    }
  }

  @AfterAll
  static void stopShared() throws InterruptedException {
    assertThat(stop(shared)).isZero();
  }

  private static Path loadedClasses() {
    return sharedDirectory.resolve("classes.log");
  }

  private static String sharedAddress() {
    return address(SHARED_LINES.get(0));
  }

  @Test
  void theFirstLinesAreTheAddressTheDataTheCallersAndAFirstCommand() throws Exception {
    assertThat(SHARED_LINES.get(0))
        .matches("Patchbay listens on http://127\\.0\\.0\\.1:\\d+ \\(management: .*\\)");
    assertThat(SHARED_LINES.get(1))
        .matches("  Clients: +ws://127\\.0\\.0\\.1:\\d+/execute-api/\\{apiId}/\\{stage}");
    assertThat(SHARED_LINES.get(2))
        .contains("Redis:", "embedded, data in ")
        .endsWith(sharedDirectory.toRealPath().resolve("patchbay-data").toString());
    assertThat(SHARED_LINES.get(3)).contains("Credentials:", "any are accepted");
    assertThat(SHARED_LINES.get(4)).contains("Console:", sharedAddress() + "/console/");
    assertThat(SHARED_LINES.get(5))
        .contains("Quick start:", "aws apigatewayv2 create-api --endpoint-url " + sharedAddress());
    assertThat(get(sharedAddress(), "/v2/apis").statusCode()).isEqualTo(200);
  }

  @Test
  void itTellsItsVersionAndExportsToAFile() throws Exception {
    assertThat(output(jar("--version"))).matches("patchbay \\d+\\.\\d+\\.\\d+\n");
    Process service = start();
    assertThat(createApi(address(announcement(service)))).isEqualTo(201);
    assertThat(stop(service)).isZero();
    assertThat(output(jar("export", "--output", "apis.ndjson"))).contains("Exported 1 API, ");
    assertThat(Files.readAllLines(directory.resolve("apis.ndjson"))).hasSize(4);
  }

  private String output(ProcessBuilder command) throws Exception {
    Process jar = command.start();
    String output = new String(jar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jar.waitFor()).as(output).isZero();
    return output;
  }

  private ProcessBuilder jar(String... arguments) {
    ProcessBuilder command = command(directory);
    command.command().addAll(List.of(arguments));
    return command;
  }

  /** Whether it still starts or gives up, no redis-server stays behind. */
  @Test
  void aSignalDuringTheStartEndsItToo() throws Exception {
    Process jar = start();
    while (jar.descendants().findAny().isEmpty()) {
      assertThat(jar.isAlive()).isTrue();
      Thread.sleep(1);
    }
    stop(jar);
  }

  @Test
  void nothingOfOpenTelemetryIsLoadedWhereNothingIsTraced() throws Exception {
    assertThat(createApi(sharedAddress())).isEqualTo(201);
    assertThat(get(sharedAddress(), "/v2/apis").statusCode()).isEqualTo(200);
    assertThat(Files.readString(loadedClasses()))
        .contains("dev.patchbay.server.PatchbayServer")
        .doesNotContain("io.opentelemetry");
  }

  /** Vert.x by itself would answer 501, with neither a body nor a type. */
  @Test
  void anUnknownVersionOfHttpIsAMalformedRequest() {
    Http plain = new Http(URI.create(sharedAddress()));
    plain.raw("GET /v2/apis HTTP/1.2\r\nHost: a\r\n\r\n").assertError(400, "BadRequestException");
  }

  @Test
  void acknowledgedChangesSurviveARestartAndAKill() throws Exception {
    Process first = start();
    assertThat(createApi(address(announcement(first)))).isEqualTo(201);
    assertThat(stop(first)).isZero();
    Process second = start();
    assertThat(createApi(address(announcement(second)))).isEqualTo(201);
    second.destroyForcibly().waitFor();
    Process third = start();
    String apis = get(address(announcement(third)), "/v2/apis").body();
    assertThat(apis.split("\"apiId\"", -1)).hasSize(3);
    assertThat(stop(third)).isZero();
  }

  @Test
  void aSecondInstanceOnTheSameDataIsRefusedByName() throws Exception {
    Process second = command(sharedDirectory).start();
    String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(output)
        .contains("patchbay-data is in use by another instance")
        .doesNotContain("\tat ");
  }

  @Test
  void aBadSettingStopsTheStartAndIsNamed() throws Exception {
    ProcessBuilder command = command(directory);
    command.environment().put("PATCHBAY_REGION", "nowhere");
    Process jar = command.start();
    String output = new String(jar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jar.waitFor()).isEqualTo(1);
    assertThat(output).contains("PATCHBAY_REGION is nowhere").doesNotContain("\tat ");
  }

  private Process start() throws IOException {
    return command(directory).start();
  }

  private static ProcessBuilder command(Path directory) {
    return JavaProcess.packagedJar().directory(directory.toFile()).redirectErrorStream(true);
  }

  private static String announcement(Process jar) throws IOException {
    BufferedReader output = jar.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("Patchbay listens on")) {
        return line;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("it ended with: " + seen);
  }

  private static String address(String announcement) {
    Matcher address = ADDRESS.matcher(announcement);
    assertThat(address.find()).as(announcement).isTrue();
    return address.group(1);
  }

  private static HttpResponse<String> get(String address, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  private static int createApi(String address) throws Exception {
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(address + "/v2/apis"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(API))
            .build();
    return HTTP.send(create, BodyHandlers.ofString()).statusCode();
  }

  /**
   * SIGTERM, and what is left of it: the status, with no redis-server of this directory running.
   */
  private static int stop(Process jar) throws InterruptedException {
    List<ProcessHandle> children = jar.descendants().collect(Collectors.toList());
    jar.destroy();
    assertThat(jar.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    return jar.exitValue();
  }
}
