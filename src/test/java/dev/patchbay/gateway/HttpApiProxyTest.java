package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.http.DomainMappings.MappedStage;
import dev.patchbay.testkit.RawAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of HTTP APIs whose integration is an HTTP backend, over sockets. */
final class HttpApiProxyTest {

  private static final String API = SnapshotBuilder.API;

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

  private SnapshotBuilder api(String routeKey, String uri, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.putIfAbsent("integrationType", "HTTP_PROXY");
    all.putIfAbsent("integrationMethod", "ANY");
    all.put("integrationUri", uri);
    return SnapshotBuilder.http().integration("i", all).route(routeKey, "i", Map.of());
  }

  private RawAnswer get(String path, String... headers) throws Exception {
    return HttpApiClient.get(gateway.port(), "/execute-api/" + API + path, headers);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /pets/{id}, /store/{id}, /prod/pets/6, /store/6",
    "GET /pets/{id}, /store/{id}?a=b, /prod/pets/6?c=d%20e&c=, /store/6?a=b&c=d%20e&c=",
    "GET /pets/{id}, /store, /prod/pets/6?c=d, /store?c=d",
    "GET /pets/{id}, /store/{id}, /prod/pets/a%2Fb%3F, /store/a%2Fb%3F",
    "ANY /{proxy+}, /v1/{proxy}, /prod/a/b%20c/, /v1/a/b%20c/",
    "ANY /{proxy+}, /v1/{proxy+}, /prod/a/b, /v1/a/b",
    "$default, /v1, /prod/a/b?c=d, /v1/a/b?c=d",
    "$default, /v1/?a=b, /prod/a/b, /v1/a/b?a=b",
    "$default, '', /prod/a, /a",
    "$default, /v1, /prod, /v1",
    "GET /, /${stageVariables.color}/x, /prod/, /blue/x"
  })
  void aRequestIsPassedOn(String routeKey, String uri, String requested, String received)
      throws Exception {
    gateway.deploy(api(routeKey, backend.uri(uri), Map.of()));
    assertThat(get(requested).status()).isEqualTo(200);
    assertThat(backend.next().uri()).isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({"ANY, POST, POST", "ANY, DELETE, DELETE", "PUT, GET, PUT", "ANY, OPTIONS, OPTIONS"})
  void theMethodIsOfTheClientOrOfTheIntegration(String own, String sent, String received)
      throws Exception {
    gateway.deploy(api("$default", backend.uri(""), Map.of("integrationMethod", own)));
    RawAnswer answer =
        HttpApiClient.send(gateway.port(), sent, "/execute-api/" + API + "/prod/x", "hello \u2603");
    assertThat(answer.body()).isEqualTo("hello \u00e2\u0098\u0083");
    LocalBackend.Received request = backend.next();
    assertThat(request.method()).isEqualTo(received);
    assertThat(request.body()).isEqualTo("hello \u2603");
  }

  @Test
  void headersArePassedOnExceptForTheHeadersOfAConnection() throws Exception {
    gateway.deploy(api("$default", backend.uri(""), Map.of()));
    get(
        "/prod/x",
        "X-One: 1",
        "X-One: 2",
        "Authorization: Bearer t",
        "Accept-Encoding: br",
        "User-Agent: curl",
        "Connection: X-Hop",
        "X-Hop: 1",
        "Keep-Alive: timeout=5",
        "TE: trailers",
        "Proxy-Authorization: x",
        "Forwarded: for=192.0.2.1",
        "X-Forwarded-For: 192.0.2.1");
    LocalBackend.Received received = backend.next();
    assertThat(received.headers().getAll("X-One")).containsExactly("1", "2");
    assertThat(received.headers().get("Authorization")).isEqualTo("Bearer t");
    assertThat(received.headers().get("Accept-Encoding")).isEqualTo("br");
    assertThat(received.headers().get("User-Agent")).isEqualTo("curl");
    assertThat(received.headers().get("Host")).isEqualTo("127.0.0.1:" + backend.port());
    assertThat(received.headers().get("Via")).isEqualTo("HTTP/1.1 AmazonAPIGateway");
    assertThat(received.headers().getAll("Forwarded"))
        .containsExactly(
            "for=192.0.2.1",
            "for=127.0.0.1;host=" + API + ".execute-api.us-east-1.localhost;proto=http");
    assertThat(received.headers().get("X-Forwarded-For")).isEqualTo("192.0.2.1, 127.0.0.1");
    assertThat(received.headers().get("X-Amzn-Trace-Id")).startsWith("Root=1-");
    assertThat(received.headers().names())
        .doesNotContain("X-Hop", "Keep-Alive", "TE", "Proxy-Authorization");
  }

  @ParameterizedTest
  @CsvSource({"200", "204", "302", "404", "500", "503"})
  void anAnswerHasTheStatusAndTheHeadersOfTheBackend(int status) throws Exception {
    gateway.deploy(api("$default", backend.uri(""), Map.of()));
    RawAnswer answer = get("/prod/status/" + status);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(status == 204 ? "" : "answer");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/plain")
        .containsEntry("Set-Cookie", "a=b")
        .containsKeys("Date", "apigw-requestid");
  }

  @ParameterizedTest
  @CsvSource({
    "/prod/x, 404, Not Found",
    "/other/pets, 404, Not Found",
    "/, 404, Not Found",
    "'', 404, Not Found",
    "/prod/pets/%2e%2e, 400, Bad Request",
    "/prod/pets/../x, 400, Bad Request",
    "/prod/pets/%zz, 400, Bad Request",
    "/prod/pets?a=%zz, 400, Bad Request"
  })
  void aRequestThatNoRouteTakesIsAnError(String path, int status, String message) throws Exception {
    gateway.deploy(api("ANY /pets/{proxy+}", backend.uri(""), Map.of()));
    RawAnswer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/json")
        .containsKey("apigw-requestid");
    assertThat(backend.waiting()).isZero();
  }

  @Test
  void anApiThatIsNotThereIsForbidden() throws Exception {
    RawAnswer answer = HttpApiClient.get(gateway.port(), "/execute-api/absent/prod/x");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/hang, 503, Service Unavailable",
    "/reset, 503, Service Unavailable",
    "/cut, 503, Service Unavailable",
    "/endless, 500, Internal Server Error"
  })
  void aBackendThatDoesNotAnswerWellIsAnError(String path, int status, String message)
      throws Exception {
    gateway.deploy(
        api(
            "$default",
            backend.uri(""),
            Map.of("timeoutInMillis", path.equals("/hang") ? 50L : 30_000L)));
    RawAnswer answer = get("/prod" + path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_PROXY, VPC_LINK, '', VPC links are not supported",
    "AWS_PROXY, INTERNET, SQS-SendMessage, integrations with services of AWS are not supported"
  })
  void anIntegrationThatIsNotServedIsNotImplemented(
      String type, String connection, String subtype, String reason) throws Exception {
    gateway.deploy(
        api(
            "$default",
            backend.uri(""),
            Map.of(
                "integrationType", type,
                "connectionType", connection,
                "integrationSubtype", subtype)));
    RawAnswer answer = get("/prod/x");
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Not Implemented: " + reason + "\"}");
    assertThat(backend.waiting()).isZero();
  }

  @Test
  void aForbiddenAddressIsNotCalled() throws Exception {
    gateway.deploy(api("$default", "http://169.254.169.254", Map.of()));
    assertThat(get("/prod/latest").status()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    API + ".execute-api.us-east-1.example, /prod/a, /a",
    API + ".execute-api.us-east-1.example, /a/b, /default/a/b",
    API + ".execute-api.us-east-1.example, /prodx, /default/prodx",
    API + ".execute-api.us-east-1.example, /, /default/",
    "127.0.0.1, /execute-api/" + API + "/a, /default/a",
    "127.0.0.1, /execute-api/" + API + "/prod, /",
    "api.example.com, /v1/a, /a",
    "api.example.com, /v1, /"
  })
  void hostsAndPathsNameAStage(String host, String path, String received) throws Exception {
    gateway.deploy(api("$default", backend.uri("/"), Map.of()));
    gateway.deploy("$default", api("$default", backend.uri("/default/"), Map.of()));
    gateway.domains.put("api.example.com", Map.of("v1", new MappedStage(API, "prod")));
    assertThat(HttpApiClient.get(gateway.port(), path, "Host: " + host).status()).isEqualTo(200);
    assertThat(backend.next().uri()).isEqualTo(received);
  }

  @Test
  void anApiWhoseEndpointIsDisabledIsReachedByItsDomainNameOnly() throws Exception {
    gateway.deploy(
        api("$default", backend.uri(""), Map.of()).api("disableExecuteApiEndpoint", true));
    gateway.domains.put("api.example.com", Map.of("", new MappedStage(API, "prod")));
    assertThat(get("/prod/x").status()).isEqualTo(404);
    assertThat(HttpApiClient.get(gateway.port(), "/x", "Host: api.example.com").status())
        .isEqualTo(200);
  }

  @Test
  void aRouteBeyondItsLimitTakesNoMore() throws Exception {
    gateway.deploy(
        api("$default", backend.uri(""), Map.of())
            .stage(
                "defaultRouteSettings",
                Map.of("throttlingRateLimit", 1.0, "throttlingBurstLimit", 1L)));
    assertThat(get("/prod/x").status()).isEqualTo(200);
    RawAnswer answer = get("/prod/x");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
  }

  @Test
  void aHandshakeOfAWebSocketIsForbidden() throws Exception {
    gateway.deploy(api("$default", backend.uri(""), Map.of()));
    try (RawWebSocket client = gateway.connect()) {
      assertThat(client.status()).isEqualTo(403);
    }
  }
}
