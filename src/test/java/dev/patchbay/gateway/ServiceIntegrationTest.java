package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Credential;
import dev.patchbay.auth.Credentials;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.gateway.LocalBackend.Received;
import dev.patchbay.gateway.backend.ServiceSigner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Integrations of type AWS with services over sockets, whose signatures are verified as the service
 * verifies its own callers'.
 */
final class ServiceIntegrationTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-09-25T00:04:24Z"));

  private static final String INTERNAL = "{\"message\": \"Internal server error\"";
  private static final String SQS = "arn:aws:apigateway:eu-west-1:sqs:";
  private static final String QUEUE = SQS + "path/000000000000/queue";

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:f";

  private LocalBackend service;
  private LocalGateway gateway;
  private volatile Credentials credentials = Credentials.of(List.of(credential("AKIAONE", null)));

  private static Credential credential(String accessKeyId, @Nullable String token) {
    return new Credential(
        new Caller(
            accessKeyId, "000000000000", Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        "secret/+=",
        token);
  }

  @BeforeEach
  void start() throws Exception {
    service = new LocalBackend();
    restart(Optional.of(() -> credentials));
  }

  private void restart(Optional<Supplier<Credentials>> known) throws Exception {
    gateway =
        LocalGateway.startCalling(
            new LocalGateway.Services(
                Optional.of(service.uri("/")),
                Map.of(
                    "sqs", service.uri("/"),
                    "dynamodb", service.uri(""),
                    "execute", service.uri("/status")),
                new ServiceSigner("us-east-1", known, CLOCK)));
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    service.close();
  }

  private static SnapshotBuilder integration(
      String uri, Map<String, String> parameters, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.putIfAbsent("integrationType", "AWS");
    all.put("integrationUri", uri);
    Map<String, String> mapped = new LinkedHashMap<>();
    parameters.forEach((name, value) -> mapped.put("integration.request." + name, value));
    all.put("requestParameters", mapped);
    return SnapshotBuilder.selecting("x")
        .integration("m", all)
        .route("$default", "m", Map.of())
        .twoWay("$default");
  }

  private static Map<String, Object> template(String template) {
    return Map.of("requestTemplates", Map.of("$default", template));
  }

  private static Map<String, Object> frame(String template) {
    return Map.of("responseTemplates", Map.of("a", template));
  }

  private String answer(SnapshotBuilder api) throws Exception {
    gateway.deploy(api);
    try (RawWebSocket client = gateway.connect().send("{\"text\":\"a b&c\"}")) {
      return client.next().text().replaceFirst(", \"connectionId\".*", "");
    }
  }

  /** The request that an integration makes of a message. */
  private Received sent(SnapshotBuilder api) throws Exception {
    assertThat(answer(api.response("m", "/200/", frame("sent")))).isEqualTo("sent");
    return service.next();
  }

  private String refusal(SnapshotBuilder api) throws Exception {
    assertThat(answer(api)).isEqualTo(INTERNAL);
    gateway.outcomes.take();
    assertThat(service.waiting()).isZero();
    return gateway.outcomes.take().reason().orElse("");
  }

  private Caller caller(String name, Received request) {
    SigV4Verifier verifier = new SigV4Verifier(name, () -> credentials, CLOCK);
    RequestHead head =
        new RequestHead(request.method(), request.uri(), request.headers().entries());
    return verifier.verify(verifier.inspect(head), request.body().getBytes(UTF_8));
  }

  @Test
  void aMessageIsSentToAQueueByTheQueryProtocol() throws Exception {
    Received request =
        sent(
            integration(
                QUEUE,
                Map.of("header.Content-Type", "'application/x-www-form-urlencoded'"),
                template("Action=SendMessage&MessageBody=$util.urlEncode($input.body)")));
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isEqualTo("/000000000000/queue");
    assertThat(request.body())
        .isEqualTo("Action=SendMessage&MessageBody=%7B%22text%22%3A%22a+b%26c%22%7D");
    assertThat(request.headers().getAll("Content-Type"))
        .containsExactly("application/x-www-form-urlencoded");
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("AKIAONE");
    assertThat(request.headers().get("authorization"))
        .contains("Credential=AKIAONE/20260925/eu-west-1/sqs/aws4_request");
  }

  @Test
  void anActionIsAParameterOfTheQueryBesideMappedOnes() throws Exception {
    Received request =
        sent(
            integration(
                SQS + "action/SendMessage&Version=2012-11-05",
                Map.of(
                    "querystring.MessageBody", "route.request.body.text",
                    "querystring.QueueUrl", "'http://sqs/1/\u00fc'"),
                Map.of()));
    assertThat(request.uri())
        .startsWith("/?Action=SendMessage&Version=2012-11-05&")
        .contains("&MessageBody=a%20b%26c")
        .contains("&QueueUrl=http%3A%2F%2Fsqs%2F1%2F%C3%BC");
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("AKIAONE");
  }

  @Test
  void theJsonProtocolIsSpokenByHeaders() throws Exception {
    Received request =
        sent(
            integration(
                SQS + "path//",
                Map.of(
                    "header.X-Amz-Target", "'AmazonSQS.SendMessage'",
                    "header.Content-Type", "'application/x-amz-json-1.0'"),
                template("{\"MessageBody\":\"$input.path('$.text')\"}")));
    assertThat(request.uri()).isEqualTo("/");
    assertThat(request.headers().get("X-Amz-Target")).isEqualTo("AmazonSQS.SendMessage");
    assertThat(request.body()).isEqualTo("{\"MessageBody\":\"a b&c\"}");
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("AKIAONE");
  }

  @Test
  void anActionOfAServiceThatSpeaksJsonIsAHeader() throws Exception {
    Received request =
        sent(integration("arn:aws:apigateway::dynamodb:action/PutItem", Map.of(), Map.of()));
    assertThat(request.uri()).isEqualTo("/");
    assertThat(request.headers().get("X-Amz-Target")).isEqualTo("DynamoDB_20120810.PutItem");
    assertThat(request.headers().get("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(caller("dynamodb", request).accessKeyId()).isEqualTo("AKIAONE");
    assertThat(request.headers().get("authorization")).contains("/us-east-1/dynamodb/");
  }

  @Test
  void pathParametersAreEncodedAndSigned() throws Exception {
    Received request =
        sent(
            integration(
                SQS + "path/{text}/${stageVariables.color}",
                Map.of("path.text", "route.request.body.text"),
                Map.of("integrationMethod", "PUT")));
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.uri()).isEqualTo("/a%20b%26c/blue");
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("AKIAONE");
  }

  @Test
  void theStatusOfTheServiceSelectsTheIntegrationResponse() throws Exception {
    assertThat(
            answer(
                integration("arn:aws:apigateway:eu-west-1:execute:path/400", Map.of(), Map.of())
                    .response("m", "$default", frame("fine"))
                    .response("m", "/4\\d{2}/", frame("refused: $input.body"))))
        .isEqualTo("refused: {\"text\":\"a b&c\"}");
  }

  @Test
  void theTokenOfATemporaryKeyIsSentAndANewKeyTakesEffectAtOnce() throws Exception {
    sent(integration(QUEUE, Map.of(), Map.of()));
    credentials = Credentials.of(List.of(credential("ASIATWO", "token=+/")));
    Received request = sent(integration(QUEUE, Map.of(), Map.of()));
    assertThat(request.headers().get("X-Amz-Security-Token")).isEqualTo("token=+/");
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("ASIATWO");
  }

  @Test
  void twoKeysSayNotByWhichARequestIsSigned() throws Exception {
    credentials = Credentials.of(List.of(credential("AKIAONE", null), credential("ASIATWO", null)));
    assertThat(refusal(integration(QUEUE, Map.of(), Map.of()))).contains("has several profiles");
  }

  @Test
  void mappedHeadersDoNotReplaceTheHeadersOfTheSignature() throws Exception {
    Map<String, String> mapped = new LinkedHashMap<>();
    for (String name :
        List.of(
            "Authorization",
            "HOST",
            "x-amz-date",
            "X-Amz-Content-Sha256",
            "X-Amz-Security-Token",
            "X-Amz-Source-Arn")) {
      mapped.put("header." + name, "'mapped'");
    }
    mapped.put("header.x-amz-meta", "'\u00fc'");
    Received request = sent(integration(QUEUE, mapped, Map.of()));
    assertThat(request.headers().entries())
        .extracting(Map.Entry::getValue)
        .doesNotContain("mapped");
    assertThat(request.headers().get("x-amz-meta"))
        .isEqualTo(new String("\u00fc".getBytes(UTF_8), ISO_8859_1));
    assertThat(caller("sqs", request).accessKeyId()).isEqualTo("AKIAONE");
  }

  @Test
  void aLambdaFunctionIsInvokedAsAwsWasRecordedToInvokeIt() throws Exception {
    service.functions.put("f", "{\"statusCode\":200,\"body\":\"ok\"}");
    assertThat(answer(integration(FUNCTION, Map.of(), Map.of("integrationType", "AWS_PROXY"))))
        .isEqualTo("ok");
    Received request = service.next();
    assertThat(caller("lambda", request).accessKeyId()).isEqualTo("AKIAONE");
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(headers)
        .containsEntry("accept", "application/json")
        .containsEntry("content-type", "application/json")
        .containsEntry("user-agent", "AmazonAPIGateway_api0000001")
        .containsEntry("x-amzn-apigateway-api-id", "api0000001")
        .containsEntry("x-amz-date", "20260925T000424Z")
        .containsEntry(
            "x-amz-source-arn",
            "arn:aws:execute-api:us-east-1:000000000000:api0000001/prod/$default");
    assertThat(headers.get("x-amzn-trace-id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(headers.get("x-amzn-lambda-integration-tag")).matches("[\\w-]{15}=");
    assertThat(headers.get("x-amz-content-sha256")).matches("[0-9a-f]{64}");
    assertThat(headers.get("authorization")).contains("/20260925/eu-west-1/lambda/aws4_request");
    assertThat(headers.keySet())
        .isEqualTo(
            Set.of(
                "accept",
                "authorization",
                "content-length",
                "content-type",
                "host",
                "user-agent",
                "x-amz-content-sha256",
                "x-amz-date",
                "x-amz-source-arn",
                "x-amzn-apigateway-api-id",
                "x-amzn-lambda-integration-tag",
                "x-amzn-trace-id"));
  }

  @Test
  void aHandshakeIsAcceptedByAService() throws Exception {
    gateway.deploy(
        integration(QUEUE, Map.of(), template("Action=SendMessage&MessageBody=hello"))
            .route("$connect", "m", Map.of()));
    try (RawWebSocket client = gateway.connect("X-Amzn-Trace-Id: Root=1-5759e988-bd862e3f")) {
      assertThat(client.status()).isEqualTo(101);
    }
    Received request = service.next();
    assertThat(request.headers().get("X-Amzn-Trace-Id")).isEqualTo("Root=1-5759e988-bd862e3f");
    assertThat(request.headers().names())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("sec-websocket"));
  }

  @Test
  void withoutCredentialsNothingIsSigned() throws Exception {
    gateway.close();
    restart(Optional.empty());
    Received request = sent(integration(QUEUE, Map.of(), Map.of()));
    assertThat(request.headers().contains("Authorization")).isFalse();
    assertThat(request.headers().contains("X-Amz-Date")).isFalse();
    assertThat(request.headers().get("Host")).isEqualTo("127.0.0.1:" + service.port());
  }

  @Test
  void aServiceWithoutAnEndpointIsRefusedWithItsReason() throws Exception {
    assertThat(
            refusal(
                integration("arn:aws:apigateway:us-east-1:sns:action/Publish", Map.of(), Map.of())))
        .isEqualTo("PATCHBAY_AWS_ENDPOINTS has no endpoint of the service sns");
  }

  @Test
  void aProxyCallsNoOtherServiceThanLambda() throws Exception {
    assertThat(refusal(integration(QUEUE, Map.of(), Map.of("integrationType", "AWS_PROXY"))))
        .contains("AWS_PROXY call Lambda functions only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path/a/../b",
        "path/%2e%2e/b",
        "path/a//b",
        "path/./b",
        "other/x",
        "path",
        "path/%zz"
      })
  void anAddressThatIsNotInNormalFormIsRefused(String rest) throws Exception {
    assertThat(refusal(integration(SQS + rest, Map.of(), Map.of()))).isNotEmpty();
  }

  @Test
  void anActionOfJsonHasNoParametersInItsAddress() throws Exception {
    assertThat(
            refusal(
                integration("arn:aws:apigateway::dynamodb:action/PutItem&a=b", Map.of(), Map.of())))
        .contains("no action of AWS");
  }
}
