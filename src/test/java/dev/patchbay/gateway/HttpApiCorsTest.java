package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RawAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of browsers to HTTP APIs (AWS: Configure CORS for HTTP APIs). */
final class HttpApiCorsTest {

  private static final Map<String, Object> CORS =
      Map.of(
          "allowOrigins", List.of("https://shop.example", "http://*"),
          "allowMethods", List.of("GET", "PUT"),
          "allowHeaders", List.of("authorization"),
          "exposeHeaders", List.of("date"),
          "maxAge", 300L,
          "allowCredentials", true);

  private LocalBackend backend;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    backend.close();
  }

  private void deploy(String routeKey, Map<String, Object> route, Map<String, Object> cors) {
    gateway.deploy(
        SnapshotBuilder.http()
            .api("corsConfiguration", cors)
            .integration(
                "i",
                Map.of(
                    "integrationType", "HTTP_PROXY",
                    "integrationMethod", "ANY",
                    "integrationUri", backend.uri("")))
            .route(routeKey, "i", route));
  }

  private RawAnswer send(String method, String path, String... headers) throws Exception {
    return HttpApiClient.send(gateway.port(), method, LocalGateway.PATH + path, "", headers);
  }

  @ParameterizedTest
  @CsvSource({"GET /pets, /pets", "GET /pets, /absent", "$default, /pets", "ANY /{proxy+}, /pets"})
  void aPreflightRequestIsAnsweredWithoutTheIntegration(String routeKey, String path)
      throws Exception {
    deploy(routeKey, Map.of(), CORS);
    RawAnswer answer =
        send("OPTIONS", path, "Origin: https://shop.example", "Access-Control-Request-Method: PUT");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "https://shop.example")
        .containsEntry("access-control-allow-methods", "GET,PUT")
        .containsEntry("access-control-allow-headers", "authorization")
        .containsEntry("access-control-max-age", "300")
        .containsEntry("access-control-allow-credentials", "true")
        .doesNotContainKey("access-control-expose-headers");
    assertThat(backend.waiting()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example",
    "HTTPS://shop.example, HTTPS://shop.example",
    "http://any.example:81, http://any.example:81",
    "https://other.example,",
    "null,"
  })
  void anOriginIsAllowedOrHasNoHeaders(String origin, String allowed) throws Exception {
    deploy("$default", Map.of(), CORS);
    RawAnswer answer = send("GET", "/cors", "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("access-control-allow-origin")).isEqualTo(allowed);
    assertThat(answer.headers().get("access-control-expose-headers"))
        .isEqualTo(allowed == null ? null : "date");
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Methods");
  }

  @Test
  void everyOriginIsAStar() throws Exception {
    deploy("$default", Map.of(), Map.of("allowOrigins", List.of("*")));
    assertThat(send("GET", "/x", "Origin: https://a").headers())
        .containsEntry("access-control-allow-origin", "*");
    assertThat(send("GET", "/x").headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void anErrorHasTheHeadersToo() throws Exception {
    deploy("GET /pets", Map.of(), CORS);
    RawAnswer answer = send("GET", "/absent", "Origin: https://shop.example");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "https://shop.example");
  }

  @Test
  void aPreflightRequestOfARouteWithAuthorizationIsAuthorized() throws Exception {
    deploy("$default", Map.of("authorizationType", "AWS_IAM"), CORS);
    RawAnswer answer =
        send("OPTIONS", "/x", "Origin: https://shop.example", "Access-Control-Request-Method: PUT");
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void withoutAConfigurationTheBackendAnswers() throws Exception {
    deploy("$default", Map.of(), Map.of());
    RawAnswer answer =
        send("OPTIONS", "/x", "Origin: https://shop.example", "Access-Control-Request-Method: PUT");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.next().method()).isEqualTo("OPTIONS");
  }
}
