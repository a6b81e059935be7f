package dev.patchbay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisSentinels;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Types of a table alone, as callers of a running service see them. */
@Timeout(120)
final class SampleTypesTest {

  @Test
  @ExtendWith(RedisServerExtension.class)
  void oneRedis(RedisServer redis) throws Exception {
    redis.flushAll();
    try (PatchbayServer server = start("standalone", List.of(redis.uri()))) {
      Http http = new Http(server.address());
      new SampleTypesOverHttp(http).check();
      documentsFollow(http);
      metricsFollow(new Http(server.managementAddress()));
    }
  }

  @Test
  void cluster() throws Exception {
    try (RedisCluster redis = RedisCluster.start();
        PatchbayServer server = start("cluster", redis.uris())) {
      checkOnceReady(server);
    }
  }

  @Test
  void sentinels() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start();
        PatchbayServer server = start("sentinel", redis.uris())) {
      checkOnceReady(server);
    }
  }

  private static PatchbayServer start(String mode, List<URI> redis) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("PATCHBAY_REDIS_MODE", mode);
    settings.put(
        "PATCHBAY_REDIS_URI", redis.stream().map(URI::toString).collect(Collectors.joining(",")));
    if (mode.equals("sentinel")) {
      settings.put("PATCHBAY_REDIS_MASTER_NAME", RedisSentinels.MASTER_NAME);
    }
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_GATEWAY_PORT", "0");
    settings.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    settings.put("PATCHBAY_THROTTLE_RATE", "0");
    settings.putAll(LocalPatchbay.PATIENT);
    return PatchbayServer.start(SampleTypes.SERVICE, ServiceConfig.from(settings));
  }

  private static void checkOnceReady(PatchbayServer server) throws Exception {
    Http http = new Http(server.address());
    RedisNode.await("it is ready", () -> http.get("/v2/zones").status() == 200);
    new SampleTypesOverHttp(http).check();
  }

  private static void documentsFollow(Http http) {
    JsonObject links = http.get("/").json().getJsonObject("links");
    assertThat(links.getString("zones")).isEqualTo("/v2/zones");
    assertThat(links.getString("zoneChanges")).isEqualTo("/patchbay/v1/zones/{zoneName}/changes");
    JsonObject paths = http.get("/openapi.json").json().getJsonObject("paths");
    assertThat(paths.fieldNames())
        .contains(
            "/v2/apis/{apiId}/gauges",
            "/v2/apis/{apiId}/panels/{panelId}",
            "/v2/zones",
            "/v2/targets/{resource-arn}",
            "/v2/zones/{zoneName}/bindings/{bindingId}",
            "/patchbay/v1/zones/{zoneName}/changes");
    assertThat(
            paths
                .getJsonObject("/v2/zones/{zoneName}")
                .getJsonObject("patch")
                .getString("operationId"))
        .isEqualTo("UpdateZone");
    assertThat(http.get("/schemas/CreateZoneRequest.json").status()).isEqualTo(200);
    assertThat(http.patch("/v2/zones", "{}").status()).isEqualTo(405);
  }

  private static void metricsFollow(Http management) {
    assertThat(management.get("/metrics").body())
        .contains("operation=\"CreateZone\"", "operation=\"GetZoneChanges\"");
  }
}
