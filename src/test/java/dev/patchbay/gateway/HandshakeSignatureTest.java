package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.TestCaller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Handshakes of routes with {@code AWS_IAM}, signed by the SDK in headers or in the query. AWS
 * documents status 403 (Controlling access with AWS IAM).
 */
final class HandshakeSignatureTest {

  private static final SnapshotBuilder API =
      SnapshotBuilder.selecting("x")
          .mock(
              "m",
              "{\"statusCode\": 200}",
              Map.of("$default", "$context.identity.caller $context.identity.accountId"))
          .route("$connect", "m", Map.of("authorizationType", "AWS_IAM"))
          .route("$default", "m", Map.of())
          .twoWay("$default");

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.startWithCallers().deploy(API);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private RawWebSocket connect(TestCaller caller, String service) throws Exception {
    URI target = URI.create("http://127.0.0.1" + LocalGateway.PATH);
    String[] headers =
        caller.sign(service, Clock.systemUTC(), "GET", target, "").headers().entrySet().stream()
            .filter(each -> !each.getKey().equalsIgnoreCase("host"))
            .map(each -> each.getKey() + ": " + each.getValue().get(0))
            .toArray(String[]::new);
    return gateway.connect(headers);
  }

  /** As a browser connects, which sends no headers of its own. */
  private RawWebSocket connectPresigned(TestCaller caller, String service, Duration age)
      throws Exception {
    URI url =
        caller.presign(
            service,
            Clock.offset(Clock.systemUTC(), age.negated()),
            URI.create("http://127.0.0.1" + LocalGateway.PATH + "?room=blue"),
            Duration.ofMinutes(10));
    return RawWebSocket.open(gateway.port(), url.getRawPath() + "?" + url.getRawQuery());
  }

  private static void assertRefused(RawWebSocket client, String text) throws Exception {
    assertThat(client.status()).isEqualTo(403);
    assertThat(client.body()).startsWith("{\"message\": \"" + text);
  }

  @Test
  void aSignedHandshakeConnectsAndItsCallerIsKnown() throws Exception {
    try (RawWebSocket client = connect(TestCaller.ALICE, "execute-api")) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.send("hi").next().text())
          .isEqualTo(TestCaller.ALICE.keyId() + " 000000000000");
    }
  }

  @Test
  void aPresignedHandshakeConnectsAndItsCallerIsKnown() throws Exception {
    try (RawWebSocket client =
        connectPresigned(TestCaller.ALICE, "execute-api", Duration.ofMinutes(9))) {
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.send("hi").next().text())
          .isEqualTo(TestCaller.ALICE.keyId() + " 000000000000");
    }
  }

  @Test
  void anExpiredUrlIsRefused() throws Exception {
    try (RawWebSocket client =
        connectPresigned(TestCaller.ALICE, "execute-api", Duration.ofMinutes(11))) {
      assertRefused(client, "Signature expired: ");
    }
  }

  @Test
  void aUrlPresignedForAnotherServiceIsRefused() throws Exception {
    try (RawWebSocket client = connectPresigned(TestCaller.ALICE, "apigateway", Duration.ZERO)) {
      assertRefused(client, "Credential should be scoped to correct service: 'execute-api'.");
    }
  }

  @Test
  void aUrlPresignedByACallerOfAnotherAccountIsRefused() throws Exception {
    try (RawWebSocket client = connectPresigned(TestCaller.BOB, "execute-api", Duration.ZERO)) {
      assertRefused(client, "User is not authorized to access this resource because no");
    }
  }

  @Test
  void anUnsignedHandshakeIsRefused() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      assertRefused(client, "Missing Authentication Token");
    }
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    try (RawWebSocket client = connect(TestCaller.ALICE.withSecret("wrong"), "execute-api")) {
      assertRefused(client, "The request signature we calculated does not match");
    }
  }

  @Test
  void anUnknownKeyIsRefused() throws Exception {
    try (RawWebSocket client = connect(TestCaller.READER, "execute-api")) {
      assertRefused(client, "The security token included in the request is invalid.");
    }
  }

  @Test
  void aSignatureForAnotherServiceIsRefused() throws Exception {
    try (RawWebSocket client = connect(TestCaller.ALICE, "apigateway")) {
      assertRefused(client, "Credential should be scoped to correct service: 'execute-api'.");
    }
  }

  @Test
  void aCallerOfAnotherAccountIsRefused() throws Exception {
    try (RawWebSocket client = connect(TestCaller.BOB, "execute-api")) {
      assertRefused(client, "User is not authorized to access this resource because no");
    }
  }

  @Test
  void withoutCredentialsNoSignatureIsAccepted() throws Exception {
    gateway.close();
    gateway = LocalGateway.start().deploy(API);
    try (RawWebSocket client = connect(TestCaller.ALICE, "execute-api")) {
      assertRefused(client, "Forbidden");
    }
  }

  @Test
  void aRouteThatDemandsAnApiKeyIsClosed() throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("x")
            .echoing("$default")
            .route("$connect", "mock-$default", Map.of("apiKeyRequired", true)));
    try (RawWebSocket client = gateway.connect("x-api-key: any")) {
      assertRefused(client, "Forbidden");
    }
  }
}
