package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LogCapture;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of the control plane send to the clients of a stage and close their connections. */
@ExtendWith(RedisServerExtension.class)
final class ConnectionCommandsTest {

  private static final String ACCOUNT = "111111111111";

  private RedisServer redis;

  @BeforeEach
  void empty(RedisServer given) {
    redis = given;
    redis.flushAll();
  }

  private static String path(String apiId, String connectionId) {
    return "/patchbay/v1/apis/%s/stages/prod/connections/%s".formatted(apiId, connectionId);
  }

  private static String message(String text) {
    return new JsonObject().put("data", text).encode();
  }

  @Test
  void aClientReceivesAMessageAndTheEnd() throws Exception {
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of());
        LogCapture log = LogCapture.of("dev.patchbay.audit")) {
      IdentityApi api = IdentityApi.create(server.address());
      WebSocketClient client =
          WebSocketClient.connect(server.gatewayAddress().orElseThrow().resolve(api.stage()));
      Http http = new Http(server.address());
      String path = path(api.id(), IdentityApi.connectionId(client));

      Answer sent = http.post(path, message("größer \"☃\""));
      assertThat(sent.status()).isEqualTo(204);
      assertThat(sent.body()).isEmpty();
      assertThat(client.next()).isEqualTo("größer \"☃\"");
      assertThat(http.post(path, message("x".repeat(128 * 1024))).status()).isEqualTo(204);
      assertThat(client.next()).hasSize(128 * 1024);
      assertThat(http.delete(path).status()).isEqualTo(204);
      assertThat(client.closed()).isEqualTo("1000 Connection Closed Normally");
      http.post(path, message("late")).assertError(410, "GoneException");
      http.delete(path).assertError(410, "GoneException");
      assertThat(log.lines()).hasSize(5);
    }
  }

  @Test
  void refusalsAreToldApart() throws Exception {
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of())) {
      IdentityApi api = IdentityApi.create(server.address());
      WebSocketClient client =
          WebSocketClient.connect(server.gatewayAddress().orElseThrow().resolve(api.stage()));
      Http http = new Http(server.address());
      String path = path(api.id(), IdentityApi.connectionId(client));

      http.post(path.replace("/prod/", "/none/"), message("a"))
          .assertError(404, "NotFoundException", "Invalid stage identifier specified");
      http.delete(path.replace(api.id(), "absentapi0")).assertError(404, "NotFoundException");
      http.delete(path(api.id(), "nobody"))
          .assertError(404, "NotFoundException", "Invalid connection identifier specified nobody");
      http.post(path, message("é".repeat(64 * 1024 + 1)))
          .assertError(413, "RequestEntityTooLargeException");
      http.send("POST", path, message("a"), "Content-Type", "text/plain")
          .assertError(415, "UnsupportedMediaTypeException");
      http.get(path).assertError(405, "MethodNotAllowedException");
      assertThat(client.received()).isEmpty();
      assertThat(client.isOpen()).isTrue();
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"data\":null}", "{\"data\":1}", "{\"data\":\"a\",\"b\":1}", "[]"})
  void aBodyThatTheSchemaRefusesIsNotSent(String body) throws Exception {
    try (PatchbayServer server = LocalPatchbay.start(redis.uri(), Map.of())) {
      Answer answer = new Http(server.address()).post(path("absentapi0", "nobody"), body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorType()).isIn("BadRequestException", "SerializationException");
    }
  }

  @Test
  void aServiceWithoutAGatewaySaysSo() throws Exception {
    try (PatchbayServer server =
        LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_GATEWAY_PORT", "off"))) {
      IdentityApi api = IdentityApi.create(server.address());
      Answer answer = new Http(server.address()).delete(path(api.id(), "nobody"));
      answer.assertError(404, "UnknownOperationException");
      assertThat(answer.message()).contains("PATCHBAY_GATEWAY_PORT");
    }
  }

  @Test
  void onlyCallersOfTheAccountThatMayWriteReachAClient(@TempDir Path folder) throws Exception {
    Path callers =
        TestCaller.write(
            folder.resolve("callers"), TestCaller.ALICE, TestCaller.BOB, TestCaller.READER);
    try (PatchbayServer open =
            LocalPatchbay.start(redis.uri(), Map.of("PATCHBAY_ACCOUNT_ID", ACCOUNT));
        PatchbayServer signed =
            LocalPatchbay.start(
                redis.uri(),
                Map.of(
                    "PATCHBAY_ACCOUNT_ID",
                    ACCOUNT,
                    "PATCHBAY_CREDENTIALS_FILE",
                    callers.toString()))) {
      IdentityApi api = IdentityApi.create(open.address());
      WebSocketClient client =
          WebSocketClient.connect(signed.gatewayAddress().orElseThrow().resolve(api.stage()));
      String path = path(api.id(), IdentityApi.connectionId(client));

      new Http(signed.address())
          .post(path, message("a"))
          .assertError(403, "MissingAuthenticationTokenException");
      SignedHttp reader = new SignedHttp(signed.address(), TestCaller.READER);
      reader.send("POST", path, message("a")).assertError(403, "AccessDeniedException");
      reader.send("DELETE", path, "").assertError(403, "AccessDeniedException");
      SignedHttp other = new SignedHttp(signed.address(), TestCaller.BOB);
      other.send("POST", path, message("a")).assertError(404, "NotFoundException");
      assertThat(client.received()).isEmpty();
      SignedHttp owner = new SignedHttp(signed.address(), TestCaller.ALICE);
      assertThat(owner.send("POST", path, message("a")).status()).isEqualTo(204);
      assertThat(client.next()).isEqualTo("a");
      client.close();
    }
  }
}
