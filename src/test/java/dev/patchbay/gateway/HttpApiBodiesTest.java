package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.model.Limit;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the gateway takes the bodies of requests to HTTP APIs, and how many it holds. */
final class HttpApiBodiesTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";
  private static final int MOST = Limit.HTTP_API_BODY.intValue();

  private final BlockingQueue<Promise<FunctionResult>> asked = new LinkedBlockingQueue<>();
  private final List<RawWebSocket> clients = new ArrayList<>();
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
    gateway.functions =
        invocation -> {
          Promise<FunctionResult> result = Promise.promise();
          if (invocation.functionArn().endsWith("/invocations")) {
            asked.add(result);
          } else {
            result.complete(new FunctionResult(200, "\"in\"", Optional.empty()));
          }
          return result.future();
        };
    gateway.deploy(
        SnapshotBuilder.http()
            .function("i", FUNCTION + "f")
            .authorizer(
                "token",
                Map.of(
                    "authorizerType",
                    "JWT",
                    "identitySource",
                    List.of("$request.header.Authorization"),
                    "jwtConfiguration",
                    Map.of("issuer", "https://issuer.invalid", "audience", List.of("me"))))
            .authorizer(
                "function",
                Map.of(
                    "authorizerType",
                    "REQUEST",
                    "authorizerUri",
                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                        + FUNCTION
                        + "auth/invocations",
                    "authorizerPayloadFormatVersion",
                    "2.0",
                    "enableSimpleResponses",
                    true))
            .route("ANY /open", "i", Map.of())
            .route("ANY /jwt", "i", Map.of("authorizationType", "JWT", "authorizerId", "token"))
            .route("ANY /iam", "i", Map.of("authorizationType", "AWS_IAM"))
            .route(
                "ANY /asking",
                "i",
                Map.of("authorizationType", "CUSTOM", "authorizerId", "function")));
  }

  @AfterEach
  void close() throws Exception {
    for (RawWebSocket each : clients) {
      each.close();
    }
    gateway.close();
  }

  private RawWebSocket client() throws Exception {
    RawWebSocket client = new RawWebSocket(gateway.port());
    clients.add(client);
    return client;
  }

  private static void send(RawWebSocket client, String text) throws IOException {
    client.raw(text.getBytes(ISO_8859_1));
  }

  private static String head(String path, int length, String... headers) {
    return "POST %s/%s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n"
        .formatted(
            LocalGateway.PATH,
            path,
            length,
            String.join("", List.of(headers).stream().map(each -> each + "\r\n").toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "iam", "absent"})
  void aRequestIsRefusedBeforeItsBodyIsTaken(String path) throws Exception {
    RawWebSocket client = client();
    client.request(head(path, MOST) + "x".repeat(MOST / 2));
    assertThat(client.status()).isIn(401, 403, 404);
    client.body();
    eventually("no memory is held", () -> gateway.pending.held() == 0);
    client.request("x".repeat(MOST - MOST / 2) + head("open", 2) + "hi");
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.body()).isEqualTo("in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "iam", "absent"})
  void aRefusedClientIsNotToldToSendItsBody(String path) throws Exception {
    RawWebSocket client = client();
    assertThat(client.request(head(path, MOST, "Expect: 100-continue")))
        .containsIgnoringCase("\r\nconnection: close\r\n");
    assertThat(client.status()).isIn(401, 403, 404);
  }

  @Test
  void aBodyThatIsTooLargeIsNotAskedFor() throws Exception {
    RawWebSocket client = client();
    client.request(head("open", MOST + 1, "Expect: 100-continue"));
    assertThat(client.status()).isEqualTo(413);
  }

  private Promise<FunctionResult> asked() throws Exception {
    return asked.poll(20, TimeUnit.SECONDS);
  }

  private static FunctionResult decision(boolean isAuthorized) {
    return new FunctionResult(200, "{\"isAuthorized\":" + isAuthorized + "}", Optional.empty());
  }

  @Test
  void anAuthorizerDecidesBeforeTheBodyIsTaken() throws Exception {
    RawWebSocket refused = client();
    send(refused, head("asking", MOST) + "x".repeat(MOST / 2));
    Promise<FunctionResult> question = asked();
    assertThat(gateway.pending.held()).isLessThan(MOST / 2);
    question.complete(decision(false));
    refused.readHead();
    assertThat(refused.status()).isEqualTo(403);
    RawWebSocket admitted = client();
    send(admitted, head("asking", MOST) + "x".repeat(MOST));
    asked().complete(decision(true));
    admitted.readHead();
    assertThat(admitted.status()).isEqualTo(200);
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aClientThatGoesWhileItsAuthorizerIsAskedLeavesNothing() throws Exception {
    RawWebSocket client = client();
    send(client, head("asking", MOST) + "x".repeat(MOST / 2));
    Promise<FunctionResult> question = asked();
    client.close();
    RawWebSocket next = client();
    next.request(head("open", 2) + "hi");
    assertThat(next.status()).isEqualTo(200);
    question.complete(decision(true));
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aClientThatGoesInTheMiddleOfItsBodyLeavesNothing() throws Exception {
    RawWebSocket client = client();
    send(client, head("open", MOST) + "x".repeat(MOST / 2));
    eventually("the half is held", () -> gateway.pending.held() > MOST / 2);
    client.close();
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void theBodyThatIsUnfinishedTheLongestGivesWay() throws Exception {
    RawWebSocket first = client();
    send(first, head("open", MOST) + "x".repeat(MOST - 1));
    eventually("it has come", () -> gateway.pending.held() >= MOST - 1);
    for (int i = 1; i < Limit.GATEWAY_BODIES.value() / MOST; i++) {
      send(client(), head("open", MOST) + "x".repeat(MOST - 1));
      long most = (i + 1) * (MOST - 1L);
      eventually("it has come", () -> gateway.pending.held() >= most);
    }
    RawWebSocket last = client();
    last.request(head("open", MOST) + "x".repeat(MOST));
    assertThat(last.status()).isEqualTo(200);
    first.readHead();
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  @Test
  void whileOtherMessagesHoldAllMemoryABodyIsRefused() throws Exception {
    gateway.pending.take(LocalGateway.MEMORY - 2_000);
    RawWebSocket client = client();
    client.request(head("open", 2_000) + "x".repeat(2_000));
    assertThat(client.status()).isEqualTo(503);
    client.body();
    gateway.pending.give(LocalGateway.MEMORY - 2_000);
    client.request(head("open", 2_000) + "x".repeat(2_000));
    assertThat(client.status()).isEqualTo(200);
  }
}
