package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.testkit.LogCapture;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access log lines and measurements of the requests to HTTP APIs. */
final class HttpApiObserverTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";

  private LocalBackend backend;
  private LocalGateway gateway;
  private volatile Optional<String> failing = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    backend = new LocalBackend();
    gateway = LocalGateway.start(LocalGateway.OPEN, Optional.empty());
    gateway.functions =
        invocation -> {
          gateway.clock.advanceMillis(7);
          return Future.succeededFuture(
              new FunctionResult(
                  200,
                  invocation.functionArn().endsWith("auth")
                      ? "{\"isAuthorized\":true,\"context\":{\"user\":\"ann\"}}"
                      : "{\"statusCode\":201,\"body\":\"made\"}",
                  failing));
        };
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    backend.close();
  }

  private void deploy(String format) {
    gateway.deploy(
        SnapshotBuilder.http()
            .stage("accessLogSettings", Map.of("format", format, "destinationArn", "arn:a"))
            .stage("routeSettings", Map.of("GET /closed", Map.of("throttlingRateLimit", 0L)))
            .integration(
                "http",
                Map.of(
                    "integrationType", "HTTP_PROXY",
                    "integrationMethod", "ANY",
                    "integrationUri", backend.uri("/status/{status}")))
            .integration(
                "away",
                Map.of(
                    "integrationType", "HTTP_PROXY",
                    "integrationMethod", "ANY",
                    "integrationUri", "http://127.0.0.1:1/"))
            .function("function", FUNCTION + "f")
            .authorizer(
                "a",
                Map.of(
                    "authorizerType",
                    "REQUEST",
                    "authorizerUri",
                    FUNCTION + "auth",
                    "authorizerPayloadFormatVersion",
                    "2.0",
                    "enableSimpleResponses",
                    true,
                    "identitySource",
                    List.of("$request.header.X-Key")))
            .route("ANY /status/{status}", "http", Map.of())
            .route("GET /away", "away", Map.of())
            .route("GET /closed", "http", Map.of())
            .route("POST /pets", "function", Map.of())
            .route(
                "GET /own", "function", Map.of("authorizationType", "CUSTOM", "authorizerId", "a"))
            .route("$default", "absent", Map.of()));
  }

  /** The line of the access log of one request. */
  private String line(String format, String method, String path, String body, String... headers)
      throws Exception {
    deploy(format);
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.access")) {
      HttpApiClient.send(gateway.port(), method, LocalGateway.PATH + path, body, headers);
      next();
      assertThat(log.lines()).hasSize(1);
      return log.lines().get(0).substring("INFO ".length());
    }
  }

  private AnsweredRequest next() throws InterruptedException {
    return Objects.requireNonNull(gateway.requests.poll(20, TimeUnit.SECONDS), "no request");
  }

  @Test
  void aLineHasTheVariablesOfARequestAndItsAnswer() throws Exception {
    assertThat(
            line(
                "$context.apiId $context.stage $context.routeKey $context.httpMethod $context.path"
                    + " $context.protocol $context.identity.sourceIp $context.status"
                    + " $context.responseLength $context.dataProcessed $context.integrationStatus"
                    + " $context.integration.status $context.error.message $context.eventType",
                "POST",
                "/pets",
                "hello"))
        .isEqualTo(
            "api0000001 prod POST /pets POST /prod/pets HTTP/1.1 127.0.0.1 201 4 9 200 201 - -");
  }

  @Test
  void timesAreThoseOfTheIntegrationAndOfTheWholeRequest() throws Exception {
    assertThat(
            line(
                "$context.integrationLatency $context.integration.latency $context.responseLatency"
                    + " $context.authorizer.user",
                "GET",
                "/own",
                "",
                "X-Key: k"))
        .isEqualTo("7 7 14 ann");
  }

  @Test
  void aLineHasTheIdentifierOfTheAnswer() throws Exception {
    deploy("$context.requestId $context.extendedRequestId");
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.access")) {
      String id =
          HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/status/200")
              .headers()
              .get("apigw-requestid");
      next();
      assertThat(log.lines()).containsExactly("INFO " + id + " " + id);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /closed, 429 THROTTLED Too Many Requests -",
    "GET, /away, 503 INTEGRATION_FAILURE Service Unavailable -",
    "GET, /own, 401 DEFAULT_4XX Unauthorized no source of identity",
    "GET, /else, 500 DEFAULT_5XX Internal Server Error -",
    "GET, /status/404, 404 - - -"
  })
  void aRefusalHasAnError(String method, String path, String expected) throws Exception {
    assertThat(
            line(
                "$context.status $context.error.responseType $context.error.message"
                    + " $context.authorizer.error",
                method,
                path,
                ""))
        .isEqualTo(expected);
  }

  @Test
  void anErrorCanBeInQuotes() throws Exception {
    String format = "{\"error\":$context.error.messageString}";
    assertThat(line(format, "GET", "/away", "")).isEqualTo("{\"error\":\"Service Unavailable\"}");
    assertThat(line(format, "GET", "/status/200", "")).isEqualTo("{\"error\":-}");
  }

  @Test
  void aFailedFunctionHasNoStatusButAnError() throws Exception {
    failing = Optional.of("Unhandled");
    assertThat(
            line(
                "$context.status $context.integration.status $context.integration.error"
                    + " $context.integrationErrorMessage",
                "POST",
                "/pets",
                ""))
        .isEqualTo("500 - the function failed the function failed");
  }

  @ParameterizedTest
  @CsvSource({
    "/status/200, HTTP_CUSTOM, OK, HTTP_PROXY REPLY",
    "/status/302, HTTP_CUSTOM, OK, HTTP_PROXY REPLY",
    "/status/404, HTTP_CUSTOM, CLIENT_ERROR, HTTP_PROXY REPLY",
    "/status/500, HTTP_CUSTOM, INTEGRATION_ERROR, HTTP_PROXY REPLY",
    "/away, HTTP_CUSTOM, INTEGRATION_ERROR, HTTP_PROXY UNREACHABLE",
    "/closed, HTTP_CUSTOM, THROTTLED,",
    "/own, HTTP_CUSTOM, CLIENT_ERROR,",
    "/else, HTTP_DEFAULT, EXECUTION_ERROR,"
  })
  void aRequestIsCountedByItsRouteAndItsOutcome(
      String path, String route, String outcome, String call) throws Exception {
    deploy("$context.requestId");
    HttpApiClient.get(gateway.port(), LocalGateway.PATH + path);
    AnsweredRequest answered = next();
    assertThat(answered.routeKind()).hasToString(route);
    assertThat(answered.outcomeKind()).hasToString(outcome);
    assertThat(gateway.calls.poll()).isEqualTo(call);
  }

  @Test
  void aRequestWithoutARouteIsCountedAndLogged() throws Exception {
    gateway.deploy(
        SnapshotBuilder.http()
            .stage("accessLogSettings", Map.of("format", "$context.status $context.routeKey")));
    try (LogCapture log = LogCapture.of("dev.patchbay.gateway.access")) {
      HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/x");
      assertThat(next().routeKind()).hasToString("HTTP_NONE");
      assertThat(log.lines()).containsExactly("INFO 404 -");
    }
  }

  @Test
  void aRequestThatTheMemoryDoesNotTakeIsCounted() throws Exception {
    deploy("$context.requestId");
    assertThat(gateway.pending.take(LocalGateway.MEMORY)).isTrue();
    HttpApiClient.get(gateway.port(), LocalGateway.PATH + "/status/200");
    assertThat(next().outcomeKind()).hasToString("THROTTLED");
  }
}
