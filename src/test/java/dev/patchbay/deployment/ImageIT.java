package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/**
 * The image that the profile {@code image} builds: what is in it, and that it runs as Kubernetes
 * runs it, on a root that cannot be written and as a user without a name on the host. It is run in
 * namespaces of its own by {@code unshare}, which needs Linux and root.
 */
@Timeout(180)
final class ImageIT {

  private static final Path TAR = Path.of("target", "patchbay-image.tar");

  private static final Pattern ADDRESSES =
      Pattern.compile("listens on (http://\\S+:\\d+) \\(management: (http://\\S+:\\d+)\\)");

  /** As a runtime of containers does: a root of its own, /proc, and what the pod mounts. */
  private static final String CONTAINER =
      """
      set -e
      root=$1; shift
      mount --bind "$root" "$root"
      mount -o remount,bind,ro "$root"
      mount -t proc proc "$root/proc"
      mount -t tmpfs tmpfs "$root/tmp"
      program=$(command -v chroot)
      export PATH="$IMAGE_PATH"
      exec "$program" --userspec="$IMAGE_USER" "$root" "$@"
      """;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static ImageLayout image;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    assumeTrue(Files.exists(TAR), "there is no image: mvn -Pimage verify builds one");
    image = ImageLayout.unpack(TAR, directory);
  }

  @Test
  void itIsStartedWithoutAShellAndWithoutRights() {
    assertThat(image.config().at("/config/User").asText()).isEqualTo("65532:65532");
    assertThat(image.config().at("/config/WorkingDir").asText()).isEqualTo("/data");
    assertThat(image.config().at("/config/ExposedPorts").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("8080/tcp", "9090/tcp");
    assertThat(entryPoint()).startsWith("java", "-XX:+UseParallelGC").endsWith("/app/patchbay.jar");
    assertThat(image.root().resolve("bin")).doesNotExist();
  }

  @Test
  void itHoldsTheJarAndARuntimeAndNothingThatTheUserMayChange() throws IOException {
    assertThat(image.root().resolve("app/patchbay.jar"))
        .hasSameBinaryContentAs(Path.of("target", "patchbay.jar"));
    try (Stream<Path> app = Files.list(image.root().resolve("app"))) {
      assertThat(app).hasSize(1);
    }
    try (Stream<Path> files = Files.walk(image.root())) {
      Stream<Path> writable =
          files
              .filter(file -> !Files.isSymbolicLink(file))
              .filter(file -> (mode(file) & 02) != 0 || (mode(file) & 07000) != 0);
      assertThat(writable.map(file -> image.root().relativize(file).toString()))
          .containsExactlyInAnyOrder("data", "tmp");
    }
  }

  private static int mode(Path file) {
    try {
      return (int) Files.getAttribute(file, "unix:mode");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void billOfMaterialsNamesTheContentsOfTheJar() throws IOException {
    String bill = billOfMaterials();
    assertThat(bill)
        .contains("\"bomFormat\" : \"CycloneDX\"")
        .contains("pkg:maven/io.vertx/vertx-core@", "pkg:maven/org.signal/embedded-redis@")
        .doesNotContain("junit", "fabric8");
  }

  private static String billOfMaterials() throws IOException {
    try (ZipFile jar = new ZipFile(image.root().resolve("app/patchbay.jar").toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry("META-INF/sbom/patchbay.cdx.json")).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  @Test
  void itRunsOnARootThatCannotBeWritten() throws Exception {
    assumeNamespaces();
    Path etc = Files.createDirectories(image.root().resolve("etc/patchbay"));
    Files.writeString(
        etc.resolve("credentials"),
        "[a]\naws_access_key_id = AKIAIMAGE\naws_secret_access_key = image-secret\n");
    try (RedisProcess redis = RedisProcess.start(directory)) {
      Process container =
          container(
              Map.of(
                  "PATCHBAY_HTTP_HOST", "127.0.0.1",
                  "PATCHBAY_CREDENTIALS_FILE", "/etc/patchbay/credentials",
                  "PATCHBAY_REDIS_URI", redis.uri().toString()));
      Matcher addresses = announced(container);
      assertThat(new Http(URI.create(addresses.group(2))).get("/health/ready").status())
          .isEqualTo(200);
      assertThat(new Http(URI.create(addresses.group(1))).get("/v2/apis").status()).isEqualTo(403);
      try (ApiGatewayV2Client client = client(addresses.group(1))) {
        client.createApi(
            api ->
                api.name("image")
                    .protocolType("WEBSOCKET")
                    .routeSelectionExpression("$request.body.action"));
        assertThat(client.getApis().items()).hasSize(1);
      }
      assertThat(stop(container)).isZero();
    }
  }

  @Test
  void withoutCredentialsItSaysWhyItDoesNotStart() throws Exception {
    assumeNamespaces();
    Process container = container(Map.of());
    String output = new String(container.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(container.waitFor()).isEqualTo(1);
    assertThat(output).contains("PATCHBAY_HTTP_HOST").doesNotContain("\tat ");
  }

  private static void assumeNamespaces() throws IOException, InterruptedException {
    Files.createDirectories(image.root().resolve("proc"));
    int status;
    try {
      status =
          new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "true").start().waitFor();
    } catch (IOException absent) {
      status = -1;
    }
    assumeTrue(status == 0, "unshare may make no namespaces here");
  }

  /** The entry point with the image's environment, and more of it. */
  private static Process container(Map<String, String> settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c"));
    command.addAll(List.of(CONTAINER, "container", image.root().toString()));
    command.addAll(entryPoint());
    ProcessBuilder container = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = container.environment();
    String path = String.valueOf(environment.get("PATH")) + ":/usr/sbin:/sbin";
    environment.clear();
    Manifests.stream(image.config().at("/config/Env"))
        .map(variable -> variable.asText().split("=", 2))
        .forEach(variable -> environment.put(variable[0], variable[1]));
    environment.put("IMAGE_PATH", String.valueOf(environment.put("PATH", path)));
    environment.put("IMAGE_USER", image.config().at("/config/User").asText());
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.putAll(settings);
    return container.start();
  }

  private static List<String> entryPoint() {
    return Manifests.stream(image.config().at("/config/Entrypoint"))
        .map(argument -> argument.asText())
        .toList();
  }

  private static Matcher announced(Process container) throws IOException {
    BufferedReader output = container.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher addresses = ADDRESSES.matcher(line);
      if (addresses.find()) {
        return addresses;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("it ended with: " + seen);
  }

  private static ApiGatewayV2Client client(String address) {
    return ApiGatewayV2Client.builder()
        .endpointOverride(URI.create(address))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIAIMAGE", "image-secret")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  /** Sends SIGTERM to the first process of the container and returns its exit status. */
  private static int stop(Process container) throws InterruptedException {
    List<ProcessHandle> first = container.children().collect(Collectors.toList());
    assertThat(first).hasSize(1);
    first.get(0).destroy();
    assertThat(container.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return container.exitValue();
  }
}
