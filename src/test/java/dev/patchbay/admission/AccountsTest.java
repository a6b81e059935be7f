package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts see their own resources only, and a read-only caller changes nothing. */
@ExtendWith(RedisServerExtension.class)
class AccountsTest {

  private static RedisServer redis;
  private static PatchbayServer server;
  private static SignedHttp alice;
  private static SignedHttp bob;
  private static SignedHttp reader;

  private String api;

  @BeforeAll
  static void start(RedisServer shared, @TempDir Path directory) throws Exception {
    redis = shared;
    Path file =
        TestCaller.write(
            directory.resolve("callers"), TestCaller.ALICE, TestCaller.BOB, TestCaller.READER);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
    alice = new SignedHttp(server.address(), TestCaller.ALICE);
    bob = new SignedHttp(server.address(), TestCaller.BOB);
    reader = new SignedHttp(server.address(), TestCaller.READER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void createApi() {
    redis.flushAll();
    api = alice.createApi();
  }

  @Test
  void aChangeLogNamesTheCallerAndIsForItsAccountAlone() {
    Answer patched = alice.send("PATCH", api, "{\"name\":\"renamed\"}");
    String changes = "/patchbay/v1" + api.substring("/v2".length()) + "/changes";
    for (SignedHttp allowed : List.of(alice, reader)) {
      JsonArray items = allowed.get(changes).json().getJsonArray("items");
      assertThat(items).hasSize(2);
      assertThat(items.getJsonObject(1).getString("accessKeyId"))
          .isEqualTo(TestCaller.ALICE.keyId());
      assertThat(items.getJsonObject(1).getString("requestId"))
          .isEqualTo(patched.header("x-amzn-RequestId"));
    }
    bob.get(changes).assertError(404, "NotFoundException");
    new Http(server.address()).get(changes).assertError(403, "MissingAuthenticationTokenException");
    new Http(server.address())
        .send("GET", changes, null, "Accept", "text/event-stream")
        .assertError(403, "MissingAuthenticationTokenException");
  }

  @Test
  void anotherAccountsApiIsNotFound() {
    Set<String> keys = StoredKeys.in(redis);
    String integration =
        api + "/integrations/" + id(alice.send("POST", api + "/integrations", mock()));
    Set<String> before = StoredKeys.in(redis);
    assertThat(before).isNotEqualTo(keys);

    for (Answer answer :
        List.of(
            bob.get(api),
            bob.send("PATCH", api, "{\"name\":\"stolen\"}"),
            bob.send("DELETE", api, ""),
            bob.get(api + "/integrations"),
            bob.get(integration),
            bob.send("PATCH", integration, "{\"description\":\"stolen\"}"),
            bob.send("DELETE", integration, ""),
            bob.send("POST", api + "/integrations", mock()),
            bob.send("POST", api + "/routes", "{\"routeKey\":\"$default\"}"))) {
      answer.assertError(404, "NotFoundException");
    }

    assertThat(names(alice)).containsExactly("n");
    assertThat(alice.get(integration).status()).isEqualTo(200);
    assertThat(StoredKeys.in(redis)).isEqualTo(before);
  }

  @Test
  void listsHoldResourcesOfTheCallersAccount() {
    assertThat(names(bob)).isEmpty();

    String ofBob = bob.createApi();
    bob.send("PATCH", ofBob, "{\"name\":\"of bob\"}");

    assertThat(names(bob)).containsExactly("of bob");
    assertThat(names(alice)).containsExactly("n");
    assertThat(names(reader)).containsExactly("n");
    assertThat(bob.send("DELETE", ofBob, "").status()).isEqualTo(204);
    assertThat(names(alice)).containsExactly("n");
  }

  @Test
  void aReadOnlyCallerReadsAndDoesNotWrite() {
    String integration =
        api + "/integrations/" + id(alice.send("POST", api + "/integrations", mock()));
    Set<String> keys = StoredKeys.in(redis);

    reader.send("POST", "/v2/apis", SignedHttp.API).assertError(403, "AccessDeniedException");
    for (String path : List.of(api, integration)) {
      Answer refused =
          reader
              .send("PATCH", path, "{\"description\":\"x\"}")
              .assertError(403, "AccessDeniedException");
      assertThat(refused.message()).contains("apigateway:PATCH").contains(path);
      reader.send("DELETE", path, "").assertError(403, "AccessDeniedException");
      assertThat(reader.get(path).body()).isEqualTo(alice.get(path).body());
    }
    reader.send("POST", api + "/integrations", mock()).assertError(403, "AccessDeniedException");
    reader.send("POST", "/v2/apis", "no JSON").assertError(403, "AccessDeniedException");
    reader.send("DELETE", "/v2/apis/none", "").assertError(403, "AccessDeniedException");
    reader.get("/v2/apis/none").assertError(404, "NotFoundException");

    assertThat(reader.get(api + "/integrations").status()).isEqualTo(200);
    assertThat(StoredKeys.in(redis)).isEqualTo(keys);
  }

  private static String mock() {
    return "{\"integrationType\":\"MOCK\"}";
  }

  private static String id(Answer created) {
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.json().getString("integrationId");
  }

  private static List<String> names(SignedHttp caller) {
    JsonArray items = caller.get("/v2/apis").json().getJsonArray("items");
    return items.stream().map(each -> ((JsonObject) each).getString("name")).toList();
  }
}
