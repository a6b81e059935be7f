package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import dev.patchbay.testkit.RawAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of HTTP APIs whose integration is a function (AWS: Lambda proxy integrations). */
final class HttpApiFunctionTest {

  private static final String API = SnapshotBuilder.API;
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private LocalGateway gateway;
  private volatile String result = "{}";
  private volatile Optional<String> error = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    gateway = LocalGateway.start();
    gateway.functions =
        invocation -> {
          invocations.add(invocation);
          return Future.succeededFuture(new FunctionResult(200, result, error));
        };
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
  }

  private void deploy(String stage, String routeKey, String version) {
    gateway.deploy(
        stage,
        SnapshotBuilder.http()
            .integration(
                "i",
                Map.of(
                    "integrationType", "AWS_PROXY",
                    "integrationUri", ARN,
                    "payloadFormatVersion", version))
            .route(routeKey, "i", Map.of()));
  }

  private RawAnswer send(String method, String path, String body, String... headers)
      throws Exception {
    return HttpApiClient.send(gateway.port(), method, path, body, headers);
  }

  private JsonObject event() throws Exception {
    Invocation invocation =
        Objects.requireNonNull(invocations.poll(20, TimeUnit.SECONDS), "no invocation");
    assertThat(invocation.functionArn()).isEqualTo(ARN);
    return new JsonObject(invocation.payload());
  }

  private static final String[] HEADERS = {
    "Host: " + API + ".execute-api.us-east-1.localhost",
    "User-Agent: curl",
    "Content-Type: application/json",
    "X-Amzn-Trace-Id: Root=1-2-3",
    "X-two: a",
    "x-Two: b",
    "Cookie: c=1; d=2",
    "Connection: keep-alive"
  };

  @Test
  void anEventHasThePayloadFormat2() throws Exception {
    deploy("prod", "POST /pets/{id}", "2.0");
    send("POST", "/prod/pets/a%20b?x=1&x=2&y=%2F", "{\"q\":1}", HEADERS);
    JsonObject event = event();
    JsonObject context = event.getJsonObject("requestContext");
    assertThat((String) context.remove("requestId")).hasSize(16);
    assertThat((String) context.remove("time")).matches("\\d\\d/\\w{3}/\\d{4}:[\\d:]{8} \\+0000");
    assertThat((Long) context.remove("timeEpoch")).isPositive();
    assertThat(event)
        .isEqualTo(
            new JsonObject(
                """
                {"version":"2.0","routeKey":"POST /pets/{id}","rawPath":"/prod/pets/a b",
                 "rawQueryString":"x=1&x=2&y=%2F","cookies":["c=1","d=2"],
                 "headers":{"content-length":"7","content-type":"application/json",
                   "host":"api0000001.execute-api.us-east-1.localhost","user-agent":"curl",
                   "x-amzn-trace-id":"Root=1-2-3","x-forwarded-for":"127.0.0.1",
                   "x-forwarded-port":"PORT","x-forwarded-proto":"http","x-two":"a,b"},
                 "queryStringParameters":{"x":"1,2","y":"/"},
                 "requestContext":{"accountId":"000000000000","apiId":"api0000001",
                   "domainName":"api0000001.execute-api.us-east-1.localhost",
                   "domainPrefix":"api0000001",
                   "http":{"method":"POST","path":"/prod/pets/a b","protocol":"HTTP/1.1",
                     "sourceIp":"127.0.0.1","userAgent":"curl"},
                   "routeKey":"POST /pets/{id}","stage":"prod"},
                 "pathParameters":{"id":"a b"},"stageVariables":{"color":"blue"},
                 "body":"{\\"q\\":1}","isBase64Encoded":false}
                """
                    .replace("PORT", String.valueOf(gateway.port()))));
  }

  @Test
  void anEventHasThePayloadFormat1() throws Exception {
    deploy("$default", "ANY /{proxy+}", "1.0");
    send("POST", "/pets/1?x=1&x=2", "", HEADERS);
    JsonObject event = event();
    JsonObject context = event.getJsonObject("requestContext");
    assertThat((String) context.remove("requestId")).hasSize(16);
    assertThat((String) context.remove("extendedRequestId")).hasSize(16);
    assertThat((String) context.remove("requestTime")).endsWith(" +0000");
    assertThat((Long) context.remove("requestTimeEpoch")).isPositive();
    JsonObject multiple = (JsonObject) event.remove("multiValueHeaders");
    assertThat(multiple.getJsonArray("X-two")).isEqualTo(new JsonArray().add("a").add("b"));
    assertThat(event)
        .isEqualTo(
            new JsonObject(
                """
                {"version":"1.0","resource":"/{proxy+}","path":"/pets/1","httpMethod":"POST",
                 "headers":{"Content-Length":"0","Content-Type":"application/json",
                   "Cookie":"c=1; d=2",
                   "Host":"api0000001.execute-api.us-east-1.localhost","User-Agent":"curl",
                   "X-Amzn-Trace-Id":"Root=1-2-3","X-Forwarded-For":"127.0.0.1",
                   "X-Forwarded-Port":"PORT","X-Forwarded-Proto":"http","X-two":"b"},
                 "queryStringParameters":{"x":"2"},
                 "multiValueQueryStringParameters":{"x":["1","2"]},
                 "requestContext":{"accountId":"000000000000","apiId":"api0000001",
                   "authorizer":{"claims":null,"scopes":null},
                   "domainName":"api0000001.execute-api.us-east-1.localhost",
                   "domainPrefix":"api0000001","httpMethod":"POST",
                   "identity":{"accessKey":null,"accountId":null,"caller":null,
                     "cognitoAuthenticationProvider":null,"cognitoAuthenticationType":null,
                     "cognitoIdentityId":null,"cognitoIdentityPoolId":null,
                     "principalOrgId":null,"sourceIp":"127.0.0.1","user":null,
                     "userAgent":"curl","userArn":null},
                   "path":"/pets/1","protocol":"HTTP/1.1","resourceId":"ANY /{proxy+}",
                   "resourcePath":"/{proxy+}","stage":"$default"},
                 "pathParameters":{"proxy":"pets/1"},"stageVariables":{"color":"blue"},
                 "body":null,"isBase64Encoded":false}
                """
                    .replace("PORT", String.valueOf(gateway.port()))));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, hi, hi, false",
    "text/plain; charset=utf-8, hi, hi, false",
    "application/vnd.api+json, hi, hi, false",
    "application/x-www-form-urlencoded, a=b, YT1i, true",
    "image/png, hi, aGk=, true"
  })
  void aBodyIsTextOrBase64(String type, String body, String text, boolean isBase64)
      throws Exception {
    deploy("prod", "$default", "2.0");
    send("POST", LocalGateway.PATH + "/x", body, "Content-Type: " + type);
    JsonObject event = event();
    assertThat(event.getString("body")).isEqualTo(text);
    assertThat(event.getBoolean("isBase64Encoded")).isEqualTo(isBase64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.0 | \"Hello\" | 200 | application/json | Hello",
        "2.0 | {\"a\": 1} | 200 | application/json | {\"a\": 1}",
        "2.0 | [1, 2] | 200 | application/json | [1, 2]",
        "2.0 | {\"statusCode\":201,\"body\":\"b\"} | 201 | text/plain; charset=utf-8 | b",
        "2.0 | {\"statusCode\":\"404\",\"headers\":{\"content-type\":\"a/b\"}} | 404 | a/b | ''",
        "2.0 | {\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true} | 200 | text/plain;"
            + " charset=utf-8 | hi",
        "2.0 | {\"statusCode\":200,\"headers\":{\"a\":\"x\\r"
            + "\\n"
            + "y\",\"Content-Type\":\"t/x\"}} | 200 | t/x | ''",
        "1.0 | {\"statusCode\":200,\"multiValueHeaders\":{\"content-type\":[\"a/b\"]}} | 200 | a/b"
            + " | ''",
        "1.0 | {\"body\":\"b\"} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
        "1.0 | \"Hello\" | 500 | application/json | {\"message\":\"Internal Server Error\"}",
        "2.0 | {\"statusCode\":99} | 500 | application/json | {\"message\":\"Internal Server"
            + " Error\"}",
        "2.0 | {\"statusCode\":200,\"body\":{}} | 500 | application/json | {\"message\":\"Internal"
            + " Server Error\"}",
        "2.0 | {\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true} | 500 |"
            + " application/json | {\"message\":\"Internal Server Error\"}",
        "2.0 | oops | 500 | application/json | {\"message\":\"Internal Server Error\"}",
        "2.0 | 1,\"b\":2 | 500 | application/json | {\"message\":\"Internal Server Error\"}"
      })
  void aResultIsTheAnswer(String version, String payload, int status, String type, String body)
      throws Exception {
    deploy("prod", "$default", version);
    result = payload;
    RawAnswer answer = send("GET", LocalGateway.PATH + "/x", "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("Content-Type", type);
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void eachCookieIsAHeader() throws Exception {
    deploy("prod", "$default", "2.0");
    result = "{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2\"],\"headers\":{\"X\":1}}";
    try (RawWebSocket client = new RawWebSocket(gateway.port())) {
      client.request("GET " + LocalGateway.PATH + "/x HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.head()).contains("Set-Cookie: a=1\r\n", "Set-Cookie: b=2\r\n", "X: 1\r\n");
    }
  }

  @Test
  void aFunctionThatFailsIsAnError() throws Exception {
    deploy("prod", "$default", "2.0");
    error = Optional.of("Unhandled");
    assertThat(send("GET", LocalGateway.PATH + "/x", "").status()).isEqualTo(500);
    gateway.functions = invocation -> Future.failedFuture("no function");
    assertThat(send("GET", LocalGateway.PATH + "/x", "").status()).isEqualTo(500);
  }
}
