package dev.patchbay;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the management port about a service and its Redis. */
final class HealthTest {

  private final RedisProcess redis;

  HealthTest(@TempDir Path directory) {
    this.redis = RedisProcess.start(directory, "--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void detailHoldsKnownFactsAndNoSecret() throws Exception {
    redis.command("CONFIG", "SET", "requirepass", "hidden");
    long begunNanos = System.nanoTime();
    try (PatchbayServer server =
        start(Map.of("PATCHBAY_REDIS_PASSWORD", "hidden", "PATCHBAY_THROTTLE_RATE", "5"))) {
      Http http = new Http(server.address());
      http.createApi();
      // On a loaded machine the counter may be late for the first of them.
      eventually(
          "the counter answers",
          () ->
              http.get("/v2/apis").status() != 0
                  && "answers".equals(detail(server).json().getString("throttleCounter")));
      Http.Answer answer = detail(server);
      long secondsMax = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos);
      JsonObject detail = answer.json();
      JsonObject inRedis = detail.getJsonObject("redis");

      assertThat(answer.body()).doesNotContain("hidden");
      assertThat(detail.getString("version")).isNotEmpty();
      assertThat(detail.getLong("uptimeSeconds")).isBetween(0L, secondsMax);
      assertThat(detail.getBoolean("started")).isTrue();
      assertThat(detail.getBoolean("draining")).isFalse();
      assertThat(detail.getBoolean("ready")).isTrue();
      assertThat(detail.getJsonArray("notReadyBecause")).isEmpty();
      assertThat(detail.getJsonArray("eventLoopLagMillis")).hasSize(1);
      assertThat(detail.getString("throttleCounter")).isEqualTo("answers");
      assertThat(inRedis.getString("mode")).isEqualTo("standalone");
      assertThat(inRedis.getJsonArray("masters"))
          .containsExactly(redis.uri().getHost() + ":" + redis.uri().getPort());
      assertThat(inRedis.getInteger("circuitsOpen")).isZero();
      assertThat(inRedis.getBoolean("layoutFits")).isTrue();
      assertThat(inRedis.getString("durability")).isEqualTo("standard");
      assertThat(inRedis.getJsonObject("settings").getJsonObject("appendfsync").getMap())
          .isEqualTo(Map.of("value", "always", "verdict", "holds"));
      assertThat(inRedis.containsKey("lastFault")).isFalse();
    }
  }

  @Test
  void anOutageIsInTheDetailAndNotInReadiness() throws Exception {
    try (PatchbayServer server = start(Map.of())) {
      redis.kill();
      assertThat(new Http(server.address()).get("/v2/apis").status()).isEqualTo(503);
      JsonObject inRedis = detail(server).json().getJsonObject("redis");

      assertThat(inRedis.getInteger("circuitsOpen")).isPositive();
      assertThat(inRedis.getJsonObject("lastFault").getString("fault")).isNotEmpty();
      assertThat(status(server, "ready")).isEqualTo(200);
      assertThat(status(server, "live")).isEqualTo(200);
      assertThat(detail(server).json().getString("throttleCounter")).isEqualTo("away");
    }
  }

  @Test
  void aSettingThatStrictNeedsIsNamed() throws Exception {
    try (PatchbayServer server = start(Map.of("PATCHBAY_DURABILITY", "strict"))) {
      JsonObject detail = detail(server).json();
      JsonObject replicas =
          detail
              .getJsonObject("redis")
              .getJsonObject("settings")
              .getJsonObject("min-replicas-to-write");

      assertThat(status(server, "ready")).isEqualTo(503);
      assertThat(status(server, "startup")).isEqualTo(200);
      assertThat(status(server, "live")).isEqualTo(200);
      assertThat(detail.getJsonArray("notReadyBecause"))
          .containsExactly("Redis is not set up for strict durability");
      assertThat(replicas.getString("verdict")).isEqualTo("broken");
    }
  }

  private PatchbayServer start(Map<String, String> more) throws Exception {
    URI uri = redis.uri();
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.put("PATCHBAY_REDIS_URI", "redis://" + uri.getHost() + ":" + uri.getPort());
    return PatchbayServer.start(ServiceConfig.from(environment));
  }

  private static Http.Answer detail(PatchbayServer server) {
    return new Http(server.managementAddress()).get("/health/detail");
  }

  private static int status(PatchbayServer server, String probe) {
    return new Http(server.managementAddress()).get("/health/" + probe).status();
  }
}
