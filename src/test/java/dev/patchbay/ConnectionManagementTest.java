package dev.patchbay;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import dev.patchbay.testkit.WebSocketClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** Backends that reach connections with AWS's own client, on a service with credentials. */
@ExtendWith(RedisServerExtension.class)
final class ConnectionManagementTest {

  private static PatchbayServer server;
  private static String stage;

  @BeforeAll
  static void start(RedisServer redis, @TempDir Path directory) throws Exception {
    Path file =
        TestCaller.write(
            directory.resolve("callers"), TestCaller.ALICE, TestCaller.READER, TestCaller.BOB);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_CREDENTIALS_FILE",
                file.toString(),
                "PATCHBAY_ACCOUNT_ID",
                "111111111111",
                "PATCHBAY_EVENT_LOOPS",
                "2",
                "PATCHBAY_THROTTLE_RATE",
                "0"));
    stage = "/execute-api/" + api() + "/prod";
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An API whose connections learn their identifiers. */
  private static String api() {
    SignedHttp alice = new SignedHttp(server.address(), TestCaller.ALICE);
    String api = alice.createApi();
    String integration =
        alice
            .send(
                "POST",
                api + "/integrations",
                "{\"integrationType\":\"MOCK\",\"requestTemplates\":{\"a\":\"{\\\"statusCode\\\":200}\"}}")
            .json()
            .getString("integrationId");
    alice.send(
        "POST",
        api + "/integrations/" + integration + "/integrationresponses",
        "{\"integrationResponseKey\":\"$default\",\"responseTemplates\":{\"a\":\"$context.connectionId\"}}");
    String route =
        alice
            .send(
                "POST",
                api + "/routes",
                "{\"routeKey\":\"$default\",\"target\":\"integrations/" + integration + "\"}")
            .json()
            .getString("routeId");
    alice.send(
        "POST",
        api + "/routes/" + route + "/routeresponses",
        "{\"routeResponseKey\":\"$default\"}");
    alice.send("POST", api + "/stages", "{\"stageName\":\"prod\",\"autoDeploy\":true}");
    return api.substring("/v2/apis/".length());
  }

  private static URI gateway() {
    return URI.create("http" + server.gatewayAddress().orElseThrow().toString().substring(2));
  }

  private static ApiGatewayManagementApiClient backend(TestCaller caller) {
    return caller.managementSdk(URI.create(gateway() + stage)).build();
  }

  private static WebSocketClient connect() {
    return WebSocketClient.connect(server.gatewayAddress().orElseThrow().resolve(stage));
  }

  private static String id(WebSocketClient client) throws InterruptedException {
    client.send("who am I");
    return client.next();
  }

  @Test
  void aMessageReachesAConnectionOfAnyEventLoop() throws Exception {
    try (ApiGatewayManagementApiClient aws = backend(TestCaller.ALICE)) {
      List<WebSocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        WebSocketClient client = connect();
        clients.add(client);
        String id = id(client);
        for (int message = 0; message < 10; message++) {
          String text = id + message;
          aws.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(text)));
          assertThat(client.next()).isEqualTo(text);
        }
      }
      clients.forEach(WebSocketClient::close);
    }
  }

  @Test
  void aConnectionIsReadAndEnded() throws Exception {
    WebSocketClient client = connect();
    String id = id(client);
    try (ApiGatewayManagementApiClient aws = backend(TestCaller.ALICE)) {
      assertThat(aws.getConnection(r -> r.connectionId(id)).identity().sourceIp())
          .isEqualTo("127.0.0.1");
      assertThat(aws.getConnection(r -> r.connectionId(id)).connectedAt()).isNotNull();
      aws.deleteConnection(r -> r.connectionId(id));
      assertThat(client.closed()).isEqualTo("1000 Connection Closed Normally");
      eventually(
          "the connection is gone",
          () ->
              catchThrowableOfType(
                      GoneException.class, () -> aws.getConnection(r -> r.connectionId(id)))
                  != null);
    }
  }

  @Test
  void anotherSecretIsRefused() throws Exception {
    WebSocketClient client = connect();
    String id = id(client);
    assertThat(refusal(TestCaller.ALICE.withSecret("wrong"), id))
        .startsWith("403 InvalidSignatureException The request signature we calculated");
    assertThat(refusal(TestCaller.inAccount("AKIANOBODY0000000001", "x", "111111111111", ""), id))
        .startsWith("403 UnrecognizedClientException");
    client.close();
  }

  @Test
  void aReaderReadsAndDoesNoMore() throws Exception {
    WebSocketClient client = connect();
    String id = id(client);
    try (ApiGatewayManagementApiClient aws = backend(TestCaller.READER)) {
      assertThat(aws.getConnection(r -> r.connectionId(id)).lastActiveAt()).isNotNull();
    }
    Answer answer = signed(TestCaller.READER, "execute-api", "/@connections/" + id);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            ("{\"Message\":\"User: %s is not authorized to perform: execute-api:ManageConnections on"
                    + " resource: arn:aws:execute-api:us-east-1:********1111:%s/POST/@connections/"
                    + "{connectionId} because no session policy allows the"
                    + " execute-api:ManageConnections action\"}")
                .formatted(TestCaller.READER.keyId(), stage.substring("/execute-api/".length())));
    client.close();
  }

  /** Recorded on AWS: the identifier is checked before the rights of the caller. */
  @Test
  void aCallerWithoutRightsLearnsThatAnIdentifierIsNone() throws Exception {
    Answer answer = signed(TestCaller.READER, "execute-api", "/@connections/AAAAAAAAAAAAAAA=");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Invalid connectionId: AAAAAAAAAAAAAAA=\"}");
  }

  @Test
  void aCallerOfAnotherAccountIsDenied() throws Exception {
    WebSocketClient client = connect();
    assertThat(refusal(TestCaller.BOB, id(client))).startsWith("403 AccessDeniedException");
    client.close();
  }

  @Test
  void theFormOfTheIdentifierIsCheckedBeforeTheRights() {
    assertThat(refusal(TestCaller.READER, "AAAAAAAAAAAAAAA="))
        .isEqualTo("400 BadRequestException Invalid connectionId: AAAAAAAAAAAAAAA=");
  }

  @Test
  void aSignatureForAnotherServiceIsRefused() throws Exception {
    Answer answer = signed(TestCaller.ALICE, "apigateway", "/@connections/a");
    answer.assertError(403, "InvalidSignatureException");
    assertThat(answer.body()).contains("correct service: 'execute-api'");
  }

  @Test
  void anUnsignedRequestHasNoToken() {
    Answer answer = new Http(gateway()).send("POST", stage + "/@connections/a", "hi");
    answer.assertError(403, "MissingAuthenticationTokenException");
    assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
  }

  private static Answer signed(TestCaller caller, String service, String path) {
    SdkHttpRequest signed =
        caller.sign(service, Clock.systemUTC(), "POST", URI.create(gateway() + stage + path), "hi");
    return new Http(gateway()).send("POST", stage + path, "hi", SignedHttp.headers(signed));
  }

  private static String refusal(TestCaller caller, String id) {
    try (ApiGatewayManagementApiClient aws = backend(caller)) {
      ApiGatewayManagementApiException refused =
          catchThrowableOfType(
              ApiGatewayManagementApiException.class,
              () ->
                  aws.postToConnection(
                      r -> r.connectionId(id).data(SdkBytes.fromUtf8String("hi"))));
      return "%d %s %s"
          .formatted(
              refused.statusCode(),
              refused.awsErrorDetails().errorCode(),
              refused.awsErrorDetails().errorMessage());
    }
  }
}
