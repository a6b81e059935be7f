package dev.patchbay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.cli.ExportCommand;
import dev.patchbay.cli.ImportCommand;
import dev.patchbay.cli.Streams;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisSentinels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The service and its commands on Sentinels and on a Cluster, in plain and over TLS, by settings
 * alone.
 */
final class TopologiesTest {

  private static final Path CERTIFICATES = Path.of("src/test/resources/redis-tls").toAbsolutePath();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  void sentinels() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start()) {
      assertWorks(sentinelSettings(redis), List.of(redis.master()));
    }
  }

  @Test
  void sentinelsOverTls() throws Exception {
    try (RedisSentinels redis = RedisSentinels.startTls(CERTIFICATES)) {
      assertWorks(trusting("ca.pem", sentinelSettings(redis)), List.of(redis.master()));
      assertIsNotTrusted(trusting("other-ca.pem", sentinelSettings(redis)));
    }
  }

  @Test
  void cluster() throws Exception {
    try (RedisCluster redis = RedisCluster.start()) {
      assertWorks(settings("cluster", redis.uris()), redis.masters());
    }
  }

  @Test
  void clusterOverTls() throws Exception {
    try (RedisCluster redis = RedisCluster.startTls(CERTIFICATES)) {
      Map<String, String> settings = settings("cluster", redis.uris());
      assertWorks(trusting("ca.pem", settings), redis.masters());
      assertIsNotTrusted(trusting("other-ca.pem", settings));
    }
  }

  /** Stores, exports, loses and imports some APIs, which in a Cluster are in several slots. */
  private void assertWorks(Map<String, String> topology, List<RedisNode> masters) throws Exception {
    Map<String, String> settings = new HashMap<>(topology);
    settings.putAll(LocalPatchbay.PATIENT);
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
      Http http = new Http(server.address());
      RedisNode.await("it is ready", () -> http.get("/v2/apis").status() == 200);
      for (int i = 0; i < 8; i++) {
        String integration = http.createIntegration(http.createApi());
        http.create(integration + "/integrationresponses", "{\"integrationResponseKey\":\"/2/\"}");
      }
      String apis = http.get("/v2/apis").body();
      assertThat(run("export", settings, "")).as(messages.toString(UTF_8)).isZero();
      String file = output.toString(UTF_8);
      assertThat(messages.toString(UTF_8)).contains("Exported 8 APIs, 24 resources");
      masters.forEach(master -> master.command("FLUSHALL"));
      assertThat(http.get("/v2/apis").json().getJsonArray("items")).isEmpty();
      assertThat(run("import", settings, file)).as(messages.toString(UTF_8)).isZero();
      assertThat(http.get("/v2/apis").body()).isEqualTo(apis);
      assertThat(run("export", settings, "")).isZero();
      assertThat(output.toString(UTF_8)).isEqualTo(file);
    }
  }

  private int run(String command, Map<String, String> settings, String input) throws Exception {
    output.reset();
    messages.reset();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(UTF_8)), output, new PrintStream(messages));
    return command.equals("export")
        ? new ExportCommand(settings, streams).run(Set.of(), null)
        : new ImportCommand(settings, streams).run(Set.of(), false, null);
  }

  private static void assertIsNotTrusted(Map<String, String> settings) throws Exception {
    try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
      new Http(server.address()).get("/v2/apis").assertError(503, "ServiceUnavailableException");
    }
  }

  private static Map<String, String> sentinelSettings(RedisSentinels redis) {
    Map<String, String> settings = settings("sentinel", redis.uris());
    settings.put("PATCHBAY_REDIS_MASTER_NAME", RedisSentinels.MASTER_NAME);
    return settings;
  }

  private static Map<String, String> settings(String mode, List<URI> uris) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PATCHBAY_REDIS_MODE", mode);
    settings.put(
        "PATCHBAY_REDIS_URI", uris.stream().map(URI::toString).collect(Collectors.joining(",")));
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_GATEWAY_PORT", "0");
    // Replicas would make it strict, which these servers are not set up for.
    settings.put("PATCHBAY_DURABILITY", "standard");
    return settings;
  }

  private static Map<String, String> trusting(String authority, Map<String, String> settings) {
    Map<String, String> trusting = new HashMap<>(settings);
    trusting.put("PATCHBAY_REDIS_TLS_CA_FILE", CERTIFICATES.resolve(authority).toString());
    return trusting;
  }
}
