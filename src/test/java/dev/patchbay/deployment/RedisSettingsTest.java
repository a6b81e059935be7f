package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisSentinels;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The settings of the manifests at work: their Redis, and the service that is told to be strict.
 */
final class RedisSettingsTest {

  @Test
  void strictHoldsOnTheServersOfTheManifests() throws Exception {
    Manifests manifests = Manifests.ofOverlay("sentinel");
    try (RedisSentinels redis = RedisSentinels.start(arguments(directives(manifests)))) {
      Map<String, String> settings = settings(manifests);
      settings.put("PATCHBAY_REDIS_MASTER_NAME", RedisSentinels.MASTER_NAME);
      settings.put(
          "PATCHBAY_REDIS_URI",
          redis.uris().stream().map(URI::toString).collect(Collectors.joining(",")));
      try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
        Http management = new Http(server.managementAddress());
        assertThat(management.get("/health/ready").status()).isEqualTo(200);
        List<String> durability =
            management
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("patchbay_durability_"))
                .toList();
        assertThat(durability).hasSize(5).allSatisfy(line -> assertThat(line).endsWith(" 1.0"));
        assertThat(new Http(server.address()).createApi()).startsWith("/v2/apis/");
      }
    }
  }

  /** Only the settings of a Cluster differ. */
  @Test
  void theServersOfAClusterAreSetUpAlike() {
    List<String> cluster = directives(Manifests.ofOverlay("cluster"));
    assertThat(cluster).containsAll(directives(Manifests.ofOverlay("sentinel")));
    assertThat(cluster.stream().filter(line -> !line.startsWith("cluster-")))
        .hasSameElementsAs(directives(Manifests.ofOverlay("sentinel")));
  }

  private static List<String> directives(Manifests manifests) {
    return manifests
        .get("ConfigMap", "redis")
        .path("data")
        .path("redis.conf")
        .asText()
        .lines()
        .toList();
  }

  private static String[] arguments(List<String> directives) {
    return directives.stream()
        .map(directive -> directive.split(" ", 2))
        .flatMap(words -> Stream.of("--" + words[0], words[1].replace("\"\"", "")))
        .toArray(String[]::new);
  }

  /** The settings of the overlay, without its network and its Secrets. */
  private static Map<String, String> settings(Manifests manifests) {
    Map<String, String> settings = new HashMap<>();
    manifests
        .get("ConfigMap", "patchbay")
        .path("data")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    settings.keySet().removeIf(name -> name.endsWith("_FILE"));
    settings.put("PATCHBAY_AUTH", "off");
    settings.putAll(LocalPatchbay.PATIENT);
    settings.put("PATCHBAY_HTTP_HOST", "127.0.0.1");
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_GATEWAY_PORT", "0");
    return settings;
  }
}
