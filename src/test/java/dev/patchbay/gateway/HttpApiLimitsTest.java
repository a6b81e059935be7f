package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.RawAnswer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of HTTP APIs can ask the gateway to keep. */
final class HttpApiLimitsTest {

  private static final String TARGET = LocalGateway.PATH + "/echo";
  private static final int MOST = Limit.HTTP_API_BODY.intValue();

  private LocalBackend backend;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
    gateway.deploy(
        SnapshotBuilder.http()
            .integration(
                "i",
                Map.of(
                    "integrationType", "HTTP_PROXY",
                    "integrationMethod", "ANY",
                    "integrationUri", backend.uri("")))
            .route("$default", "i", Map.of()));
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    backend.close();
  }

  private RawAnswer post(String body, String... headers) throws Exception {
    return HttpApiClient.send(gateway.port(), "POST", TARGET, body, headers);
  }

  @Test
  void theLargestBodyIsPassedOnAndOneOfMoreIsRefused() throws Exception {
    assertThat(post("x".repeat(MOST)).body()).hasSize(MOST);
    RawAnswer answer = post("x".repeat(MOST + 1));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aBodyThatGrowsTooLargeIsRefused() throws Exception {
    String chunk = "%x\r\n%s\r\n".formatted(MOST, "x".repeat(MOST));
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(
          "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n%s1\r\nx\r\n0\r\n\r\n"
              .formatted(TARGET, chunk));
      assertThat(client.status()).isEqualTo(413);
    }
  }

  @Test
  void aRequestIsRefusedWhileNoMemoryIsLeft() throws Exception {
    assertThat(gateway.pending.take(LocalGateway.MEMORY)).isTrue();
    RawAnswer answer = post("x");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    gateway.pending.give(LocalGateway.MEMORY);
    assertThat(post("x").status()).isEqualTo(200);
    assertThat(backend.next().body()).isEqualTo("x");
    assertThat(backend.waiting()).isZero();
  }

  @Test
  void aClientIsToldToSendTheBodyThatItAnnounces() throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      assertThat(
              client.request(
                  "POST %s HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
                      .formatted(TARGET)))
          .startsWith("HTTP/1.1 100 ");
      assertThat(client.request("hi")).startsWith("HTTP/1.1 200 ");
      assertThat(client.body()).isEqualTo("hi");
    }
  }

  @Test
  void aConnectionTakesTheNextRequestBehindARefusedBody() throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(
          "POST /execute-api/absent/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      assertThat(client.status()).isEqualTo(403);
      client.request("GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(TARGET));
      assertThat(client.head()).isNotEmpty();
    }
  }

  /** The host names the API, so that each target is a path of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET *",
        "OPTIONS *",
        "GET ?a=b",
        "GET http://a",
        "GET http://a?b",
        "GET http://",
        "GET //",
        "GET //prod",
        "GET /prod",
        "GET /prod?",
        "GET /prod/%",
        "GET /prod/%zz",
        "GET /prod/%00",
        "GET /prod/%C0%AF",
        "GET /prod/..%2f",
        "GET /prod/a?%",
        "GET /prod/a?=&&=a&a",
        "GET /$default",
        "GET prod",
        "GET :",
        "GET #",
        "GET /prod/#a",
        "CONNECT a:443",
        "CONNECT /prod/a",
        "TRACE /prod/a",
        "HEAD /prod/a",
        "X~! /prod/a",
        "PRI *"
      })
  void aStrangeRequestIsAnswered(String start) throws Exception {
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request(
          "%s HTTP/1.1\r\nHost: %s.execute-api.us-east-1.amazonaws.com\r\n\r\n"
              .formatted(start, SnapshotBuilder.API));
      assertThat(client.status()).as(start).isBetween(200, 499);
    }
    eventually("no memory is held", () -> gateway.pending.held() == 0);
  }

  @Test
  void aPathHasAsManySegmentsAsARequestLineHasRoomFor() throws Exception {
    String path = TARGET + "/a".repeat(1_900);
    assertThat(HttpApiClient.get(gateway.port(), path).status()).isEqualTo(200);
    assertThat(backend.next().uri()).endsWith("/a");
    assertThat(HttpApiClient.get(gateway.port(), TARGET + "?" + "a&".repeat(1_900)).status())
        .isEqualTo(200);
    assertThat(HttpApiClient.get(gateway.port(), path + path + path).status()).isEqualTo(414);
  }

  @Test
  void aRequestHasAsManyHeadersAsItsBytesAllow() throws Exception {
    String[] headers = Collections.nCopies(300, "a:").toArray(String[]::new);
    assertThat(HttpApiClient.get(gateway.port(), TARGET, headers).status()).isEqualTo(200);
    String[] more = Collections.nCopies(9_000, "a:").toArray(String[]::new);
    assertThat(HttpApiClient.get(gateway.port(), TARGET, more).status()).isEqualTo(431);
  }
}
