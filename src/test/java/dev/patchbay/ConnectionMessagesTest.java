package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers read how the messages of a client went, on the replica of its socket or on another. */
@ExtendWith(RedisServerExtension.class)
final class ConnectionMessagesTest {

  private PatchbayServer owner;
  private PatchbayServer other;
  private Http http;
  private IdentityApi api;
  private WebSocketClient client;
  private String path;

  @BeforeEach
  void start(RedisServer redis) throws Exception {
    redis.flushAll();
    owner = LocalPatchbay.start(redis.uri(), Map.of());
    other = LocalPatchbay.start(redis.uri(), Map.of());
    http = new Http(other.address());
    api = IdentityApi.create(owner.address());
    String unreachable =
        http.create(
            "/v2/apis/" + api.id() + "/integrations",
            "{\"integrationType\":\"HTTP_PROXY\",\"integrationMethod\":\"POST\",\"integrationUri\":\"http://127.0.0.1:1/\"}");
    String route =
        http.create(
            "/v2/apis/" + api.id() + "/routes",
            "{\"routeKey\":\"far\",\"target\":\"integrations/%s\"}"
                .formatted(unreachable.substring(unreachable.lastIndexOf('/') + 1)));
    http.create(route + "/routeresponses", "{\"routeResponseKey\":\"$default\"}");
    client = WebSocketClient.connect(owner.gatewayAddress().orElseThrow().resolve(api.stage()));
    path =
        "/patchbay/v1/apis/%s/stages/prod/connections/%s/messages"
            .formatted(api.id(), IdentityApi.connectionId(client));
  }

  @AfterEach
  void stop() {
    client.close();
    other.close();
    owner.close();
  }

  @Test
  void theWayOfAMessageIsReadThroughAnyReplica() throws Exception {
    JsonObject begun = http.get(path).json();
    assertThat(begun.getJsonArray("items")).isEmpty();
    IdentityApi.connectionId(client);
    client.send("{\"action\":\"far\"}");
    assertThat(client.next()).contains("Internal server error");

    JsonObject read = http.get(path).json();
    assertThat(read).isEqualTo(new Http(owner.address()).get(path).json());
    assertThat(read.getString("recordedSince")).isEqualTo(begun.getString("recordedSince"));
    assertThat(read.getInteger("recorded")).isEqualTo(2);
    JsonObject answered = read.getJsonArray("items").getJsonObject(0);
    String response =
        "/v2/apis/%s/integrations/%s/integrationresponses/%s"
            .formatted(
                api.id(),
                answered.getString("integrationId"),
                answered.getString("integrationResponseId"));
    assertThat(http.get(response).json().getString("integrationResponseKey"))
        .isEqualTo(answered.getString("integrationResponseKey"))
        .isEqualTo("$default");
    assertThat(answered.getString("routeKey")).isEqualTo("$default");
    assertThat(answered.getString("templateKey")).isEqualTo("a");
    assertThat(answered.getBoolean("answered")).isTrue();
    assertThat(answered.getInteger("status")).isEqualTo(200);
    assertThat(answered.getJsonObject("micros").fieldNames()).containsExactly("total");
    assertThat(answered.containsKey("reason")).isFalse();
    JsonObject failed = read.getJsonArray("items").getJsonObject(1);
    assertThat(failed.getString("routeKey")).isEqualTo("far");
    assertThat(failed.getInteger("number")).isEqualTo(2);
    assertThat(failed.getInteger("status")).isEqualTo(504);
    assertThat(failed.getInteger("integrationStatus")).isZero();
    assertThat(failed.getString("reason")).isNotEmpty();
    assertThat(failed.containsKey("integrationResponseId")).isFalse();
    assertThat(failed.getJsonObject("micros").fieldNames())
        .containsExactly("total", "request", "integration", "response");
  }

  @Test
  void aConnectionThatHasEndedHasNoMessages() {
    assertThat(http.delete(path.replace("/messages", "")).status()).isEqualTo(204);
    client.closed();
    http.get(path).assertError(410, "GoneException");
  }
}
