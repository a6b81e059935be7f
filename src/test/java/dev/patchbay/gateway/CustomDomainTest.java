package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.http.DomainMappings.MappedStage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom domain names (AWS: Custom domain names for WebSocket APIs in API Gateway). */
final class CustomDomainTest {

  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        LocalGateway.start()
            .deploy(
                SnapshotBuilder.selecting("x")
                    .mock(
                        "m",
                        "{\"statusCode\": 200}",
                        Map.of("$default", "$context.domainName $context.stage"))
                    .route("$default", "m", Map.of())
                    .twoWay("$default"));
    gateway.domains.put(
        "chat.example.com",
        Map.of(
            "", new MappedStage(SnapshotBuilder.API, "prod"),
            "live", new MappedStage(SnapshotBuilder.API, "prod"),
            "gone", new MappedStage(SnapshotBuilder.API, "none")));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private RawWebSocket connect(String host, String path) throws IOException {
    RawWebSocket client = new RawWebSocket(gateway.port());
    client.request(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    return client;
  }

  @ParameterizedTest
  @CsvSource({"/", "/live", "/live/", "/live?room=a"})
  void theKeyOfAMappingNamesItsStage(String path) throws Exception {
    try (RawWebSocket client = connect("Chat.example.com:8090", path)) {
      assertThat(client.status()).isEqualTo(101);
      client.send("hi");
      assertThat(client.next().text()).isEqualTo("chat.example.com prod");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chat.example.com, /other",
    "chat.example.com, /live/prod",
    "chat.example.com, /gone",
    "other.example.com, /live",
    "10.0.0.1, /live"
  })
  void anythingElseIsForbidden(String host, String path) throws Exception {
    try (RawWebSocket client = connect(host, path)) {
      assertThat(client.status()).isEqualTo(403);
      assertThat(client.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void theAddressByPathIsServedBelowEachName() throws Exception {
    try (RawWebSocket client = connect("chat.example.com", LocalGateway.PATH)) {
      assertThat(client.status()).isEqualTo(101);
    }
  }

  @Test
  void aBackendReachesAConnectionThroughTheMapping() throws Exception {
    try (RawWebSocket client = connect("chat.example.com", "/live");
        RawWebSocket backend = new RawWebSocket(gateway.port())) {
      String id = gateway.events.take().connection().connectionId();
      backend.request(
          "POST /live/@connections/"
              + id.replace("=", "%3D")
              + " HTTP/1.1\r\nHost: chat.example.com\r\nContent-Length: 2\r\n\r\nhi");
      assertThat(backend.status()).isEqualTo(200);
      assertThat(client.next().text()).isEqualTo("hi");
    }
  }

  /** AWS: Disabling the default endpoint for a WebSocket API. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, /execute-api/api0000001/prod, 403",
    "chat.example.com, /execute-api/api0000001/prod, 403",
    "api0000001.execute-api.us-east-1.localhost, /prod, 403",
    "chat.example.com, /live, 101"
  })
  void anApiWithoutItsDefaultEndpointIsReachedByItsDomainNamesOnly(
      String host, String path, int status) throws Exception {
    gateway.deploy(
        SnapshotBuilder.selecting("x").echoing("$default").api("disableExecuteApiEndpoint", true));
    try (RawWebSocket client = connect(host, path);
        RawWebSocket backend = new RawWebSocket(gateway.port())) {
      assertThat(client.status()).isEqualTo(status);
      if (status == 403) {
        assertThat(client.head()).contains("x-amzn-ErrorType: ForbiddenException");
        assertThat(client.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      }
      String id =
          status == 101
              ? gateway.events.take().connection().connectionId()
              : "gbgB6m7sSQAYKEiKEA==";
      backend.request(
          "GET %s/@connections/%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, id, host));
      assertThat(backend.status()).isEqualTo(status == 101 ? 200 : 403);
      assertThat(backend.body().contains("Forbidden")).isEqualTo(status == 403);
    }
  }

  @Test
  void anOpenConnectionOutlastsTheDefaultEndpoint() throws Exception {
    try (RawWebSocket client = gateway.connect()) {
      gateway.deploy(
          SnapshotBuilder.selecting("x")
              .echoing("$default")
              .api("disableExecuteApiEndpoint", true));
      assertThat(client.send("hi").next().text()).isEqualTo("$default");
    }
  }

  @Test
  void aMappingTakesEffectWithinHalfASecond() throws Exception {
    try (RawWebSocket client = connect("chat.example.com", "/new")) {
      assertThat(client.status()).isEqualTo(403);
    }
    gateway.domains.put(
        "chat.example.com", Map.of("new", new MappedStage(SnapshotBuilder.API, "prod")));
    gateway.clock.advanceMillis(500);
    try (RawWebSocket client = connect("chat.example.com", "/new")) {
      assertThat(client.status()).isEqualTo(101);
    }
  }
}
