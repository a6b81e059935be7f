package dev.patchbay.replicas;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisCluster;
import dev.patchbay.testkit.RedisProcess;
import dev.patchbay.testkit.RedisSentinels;
import dev.patchbay.testkit.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that backends reach through any replica, on each topology of Redis. */
final class ReplicasTest {

  @TempDir private Path directory;

  @Test
  void standalone() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory)) {
      assertReached(List.of(redis.uri()), Map.of());
    }
  }

  @Test
  void sentinels() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start()) {
      assertReached(
          redis.uris(),
          Map.of(
              "PATCHBAY_REDIS_MODE", "sentinel",
              "PATCHBAY_REDIS_MASTER_NAME", RedisSentinels.MASTER_NAME,
              "PATCHBAY_DURABILITY", "standard"));
    }
  }

  @Test
  void cluster() throws Exception {
    try (RedisCluster redis = RedisCluster.start()) {
      assertReached(redis.uris(), Map.of("PATCHBAY_REDIS_MODE", "cluster"));
    }
  }

  private static PatchbayServer start(List<URI> redis, Map<String, String> settings)
      throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("PATCHBAY_THROTTLE_RATE", "0");
    all.put(
        "PATCHBAY_REDIS_URI", redis.stream().map(URI::toString).collect(Collectors.joining(",")));
    return LocalPatchbay.start(redis.get(0), all);
  }

  private static Answer send(PatchbayServer server, String method, String path, String body) {
    URI gateway =
        URI.create("http" + server.gatewayAddress().orElseThrow().toString().substring(2));
    return new Http(gateway).send(method, path, body);
  }

  private static void assertReached(List<URI> redis, Map<String, String> settings)
      throws Exception {
    try (PatchbayServer first = start(redis, settings);
        PatchbayServer second = start(redis, settings)) {
      Http http = new Http(first.address());
      eventually("it is ready", () -> http.get("/v2/apis").status() == 200);
      for (int api = 0; api < 3; api++) {
        assertReached(IdentityApi.create(first.address()), first, second);
      }
    }
  }

  private static void assertReached(IdentityApi api, PatchbayServer first, PatchbayServer second)
      throws Exception {
    List<WebSocketClient> clients = new ArrayList<>();
    for (PatchbayServer owner : List.of(first, second)) {
      PatchbayServer other = owner == first ? second : first;
      WebSocketClient client =
          WebSocketClient.connect(owner.gatewayAddress().orElseThrow().resolve(api.stage()));
      clients.add(client);
      String path = api.stage() + "/@connections/" + IdentityApi.connectionId(client);
      for (int i = 0; i < 10; i++) {
        assertThat(send(i % 2 == 0 ? other : owner, "POST", path, "m" + i).status()).isEqualTo(200);
        assertThat(client.next()).isEqualTo("m" + i);
      }
      String ofControlPlane =
          "/patchbay/v1/apis/%s/stages/prod/connections/%s"
              .formatted(api.id(), path.substring(path.lastIndexOf('/') + 1));
      Http control = new Http(other.address());
      assertThat(control.post(ofControlPlane, "{\"data\": \"by hand\"}").status()).isEqualTo(204);
      assertThat(client.next()).isEqualTo("by hand");
      Answer facts = send(other, "GET", path, null);
      assertThat(facts.status()).isEqualTo(200);
      assertThat(facts.body()).contains("\"sourceIp\" : \"127.0.0.1\"");
      assertThat(send(other, "DELETE", path, null).status()).isEqualTo(204);
      assertThat(client.closed()).isEqualTo("1000 Connection Closed Normally");
      for (PatchbayServer each : List.of(owner, other)) {
        assertThat(send(each, "POST", path, "late").status()).isEqualTo(410);
      }
    }
    clients.forEach(WebSocketClient::close);
  }

  @Test
  void theConnectionsOfAStageAreListedInPages() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory);
        PatchbayServer first = start(List.of(redis.uri()), Map.of());
        PatchbayServer second = start(List.of(redis.uri()), Map.of())) {
      IdentityApi api = IdentityApi.create(first.address());
      Http http = new Http(second.address());
      http.create(
          "/v2/apis/" + api.id() + "/stages", "{\"stageName\":\"dev\",\"autoDeploy\":true}");
      List<WebSocketClient> clients = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        PatchbayServer owner = i % 2 == 0 ? first : second;
        String stage = i % 5 == 0 ? api.stage().replace("/prod", "/dev") : api.stage();
        WebSocketClient client =
            WebSocketClient.connect(owner.gatewayAddress().orElseThrow().resolve(stage));
        clients.add(client);
        String id = IdentityApi.connectionId(client);
        if (i % 5 != 0) {
          ids.add(id);
        }
      }
      String path = "/patchbay/v1/apis/" + api.id() + "/stages/prod/connections";
      List<String> listed = new ArrayList<>();
      String token = "";
      do {
        JsonObject page = http.get(path + "?maxResults=3" + token).json();
        page.getJsonArray("items")
            .forEach(item -> listed.add(((JsonObject) item).getString("connectionId")));
        assertThat(listed.size()).isLessThanOrEqualTo(ids.size());
        token = page.containsKey("nextToken") ? "&nextToken=" + page.getString("nextToken") : "";
      } while (!token.isEmpty());
      assertThat(listed).isEqualTo(ids.stream().sorted().toList());
      JsonObject shown = http.get(path).json().getJsonArray("items").getJsonObject(0);
      assertThat(shown.getJsonObject("identity").getString("sourceIp")).isEqualTo("127.0.0.1");
      assertThat(shown.getString("connectedAt")).matches("\\d{4}-\\d{2}-\\d{2}T[\\d:.]{12}Z");
      http.get(path.replace("/prod/", "/none/")).assertError(404, "NotFoundException");
      http.get(path + "?maxResults=0").assertError(400, "BadRequestException");
      clients.forEach(WebSocketClient::close);
      eventually("none is left", () -> http.get(path).json().getJsonArray("items").isEmpty());
    }
  }

  @Test
  void aConnectionIsFoundAgainWhenRedisHasLostItsData() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory);
        PatchbayServer first = start(List.of(redis.uri()), Map.of());
        PatchbayServer second = start(List.of(redis.uri()), Map.of())) {
      IdentityApi api = IdentityApi.create(first.address());
      WebSocketClient client =
          WebSocketClient.connect(first.gatewayAddress().orElseThrow().resolve(api.stage()));
      String path = api.stage() + "/@connections/" + IdentityApi.connectionId(client);
      String lost = "patchbay:gateway:*";
      for (Object key : (List<?>) Objects.requireNonNull(redis.command("KEYS", lost))) {
        redis.command("DEL", String.valueOf(key));
      }
      eventually(
          "the connection is reached through the other replica",
          () -> send(second, "POST", path, "hi").status() == 200);
      assertThat(client.next()).isEqualTo("hi");
      client.close();
    }
  }

  @Test
  void whileRedisIsAwayConnectionsStayAndBackendsAreToldToWait() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory, "--appendonly", "yes");
        PatchbayServer first = start(List.of(redis.uri()), Map.of());
        PatchbayServer second = start(List.of(redis.uri()), Map.of())) {
      IdentityApi api = IdentityApi.create(first.address());
      WebSocketClient client =
          WebSocketClient.connect(first.gatewayAddress().orElseThrow().resolve(api.stage()));
      String id = IdentityApi.connectionId(client);
      String path = api.stage() + "/@connections/" + id;
      assertThat(send(second, "POST", path, "before").status()).isEqualTo(200);
      assertThat(client.next()).isEqualTo("before");
      redis.kill();
      for (PatchbayServer each : List.of(first, second)) {
        eventually("the lease has ended", () -> send(each, "GET", path, null).status() == 503);
        assertThat(send(each, "GET", path, null).header("Retry-After")).isEqualTo("1");
      }
      client.send("still there?");
      assertThat(client.next()).isEqualTo(id);
      redis.start();
      for (PatchbayServer each : List.of(first, second)) {
        eventually(
            "the connection is reached again", () -> send(each, "GET", path, null).status() == 200);
        assertThat(send(each, "POST", path, "after").status()).isEqualTo(200);
        assertThat(client.next()).isEqualTo("after");
      }
      client.close();
    }
  }
}
