package dev.patchbay.admission;

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/**
 * Signatures over the wire: the accepted callers, the refused ones, and the texts of the refusals.
 */
@ExtendWith(RedisServerExtension.class)
class SignedCallsTest {

  private static RedisServer redis;
  private static PatchbayServer server;

  @BeforeAll
  static void start(RedisServer shared, @TempDir Path directory) throws Exception {
    redis = shared;
    Path file =
        TestCaller.write(
            directory.resolve("callers"), TestCaller.ALICE, TestCaller.BOB, TestCaller.SESSION);
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString(), "PATCHBAY_THROTTLE_RATE", "0"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
  }

  @Test
  void theRightSecretIsAcceptedWithAndWithoutASession() {
    for (TestCaller caller : new TestCaller[] {TestCaller.ALICE, TestCaller.SESSION}) {
      try (ApiGatewayV2Client aws = caller.sdk(server.address()).build()) {
        String api =
            aws.createApi(
                    r ->
                        r.name("Gr\u00fc\u00dfe \ud83d\ude00")
                            .protocolType("WEBSOCKET")
                            .routeSelectionExpression("$request.body.a"))
                .apiId();
        assertThat(aws.getApi(r -> r.apiId(api)).name()).isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00");
        assertThat(aws.updateApi(r -> r.apiId(api).name("b")).name()).isEqualTo("b");
        assertThat(aws.getApis(r -> r.maxResults("10")).items()).hasSize(1);
        assertThat(refusal(aws, "odd id /%2F+\u00e9")).isEqualTo("404 NotFoundException");
        aws.deleteApi(r -> r.apiId(api));
      }
    }
  }

  @Test
  void otherSecretsAreRefusedAndStoreNothing() {
    assertThat(refusal(TestCaller.ALICE.withSecret("wrong")))
        .isEqualTo("403 InvalidSignatureException");
    assertThat(refusal(TestCaller.inAccount("AKIANOBODY0000000001", "x", "111111111111", "")))
        .isEqualTo("403 UnrecognizedClientException");
    assertThat(refusal(TestCaller.SESSION.withToken("another")))
        .isEqualTo("403 UnrecognizedClientException");
    assertThat(refusal(TestCaller.SESSION.withToken("")))
        .isEqualTo("403 UnrecognizedClientException");
    assertThat(refusal(TestCaller.ALICE.withToken("made-up")))
        .isEqualTo("403 UnrecognizedClientException");
    assertThat(refusal(TestCaller.ALICE.withSecret(TestCaller.BOB.secret())))
        .isEqualTo("403 InvalidSignatureException");
    assertThat(StoredKeys.in(redis)).isEmpty();
  }

  @Test
  void anUnsignedRequestHasNoTokenAndAnIncompleteOneNamesTheMissingPart() {
    Http http = new Http(server.address());
    for (String method : new String[] {"GET", "POST", "PATCH", "DELETE"}) {
      String path = method.equals("GET") || method.equals("POST") ? "/v2/apis" : "/v2/apis/a";
      http.send(method, path, method.equals("POST") ? SignedHttp.API : null)
          .assertError(403, "MissingAuthenticationTokenException");
    }
    http.send("GET", "/v2/apis", null, "Authorization", "AWS4-HMAC-SHA256 Credential=a")
        .assertError(400, "IncompleteSignatureException");
    http.send("GET", "/v2/apis", null, "Authorization", "Basic YTpi")
        .assertError(403, "MissingAuthenticationTokenException");
    assertThat(StoredKeys.in(redis)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 4})
  void aClockMayBeFourMinutesOff(int minutes) {
    assertThat(at(minutes).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "-6, Signature expired: \\d{8}T\\d{6}Z is now earlier than \\d{8}T\\d{6}Z .*- 5 min.*",
    "6, Signature not yet current: \\d{8}T\\d{6}Z is still later than \\d{8}T\\d{6}Z .*5 min.*"
  })
  void butNotSix(int minutes, String text) {
    Answer answer = at(minutes).assertError(403, "InvalidSignatureException");

    assertThat(answer.message()).matches(text);
    assertThat(answer.header("Date")).endsWith(" GMT");
  }

  /** Each change is one that the arithmetic alone would not notice, or not for the same reason. */
  @Test
  void aModifiedRequestIsRefused() {
    assertThat(spoilt(head -> {}, SignedHttp.API).status()).isEqualTo(201);
    redis.flushAll();

    assertInvalid(spoilt(head -> {}, SignedHttp.API.replace("\"n\"", "\"m\"")));
    assertInvalid(spoilt(head -> head.put("Host", "other.example"), SignedHttp.API));
    assertInvalid(spoilt(head -> head.put("x-amz-extra", "1"), SignedHttp.API));
    assertInvalid(spoilt(head -> head.remove("x-amz-content-sha256"), SignedHttp.API));
    assertInvalid(spoilt(head -> head.merge("Authorization", "0", String::concat), SignedHttp.API));
    assertInvalid(spoilt(head -> edit(head, "host;", ""), SignedHttp.API));
    assertInvalid(spoilt(head -> edit(head, "host;", "host;host;"), SignedHttp.API));
    assertInvalid(spoilt(head -> edit(head, "/apigateway/", "/execute-api/"), SignedHttp.API));
    assertInvalid(spoilt(head -> edit(head, "/us-east-1/", "/eu-west-1/"), SignedHttp.API));
    assertInvalid(spoilt(head -> edit(head, "/aws4_request", "/aws5_request"), SignedHttp.API));
    spoilt(head -> edit(head, "HMAC-SHA256", "HMAC-SHA1"), SignedHttp.API)
        .assertError(400, "IncompleteSignatureException");
    spoilt(head -> head.remove("x-amz-date"), SignedHttp.API)
        .assertError(400, "IncompleteSignatureException");
    spoilt(head -> head.put("x-amz-date", "yesterday"), SignedHttp.API)
        .assertError(400, "IncompleteSignatureException");

    assertThat(StoredKeys.in(redis)).isEmpty();
  }

  private static Answer at(int minutes) {
    Instant now = Instant.now().plus(Duration.ofMinutes(minutes));
    return new SignedHttp(server.address(), TestCaller.ALICE)
        .send(Clock.fixed(now, ZoneOffset.UTC), "GET", "/v2/apis", "");
  }

  private static Answer spoilt(Consumer<Map<String, String>> change, String bodySent) {
    SdkHttpRequest signed =
        TestCaller.ALICE.sign(
            Clock.systemUTC(), "POST", server.address().resolve("/v2/apis"), SignedHttp.API);
    Map<String, String> head = SignedHttp.lines(signed);
    head.put("Content-Length", String.valueOf(bodySent.length()));
    change.accept(head);
    String lines =
        head.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue() + "\r\n")
            .collect(Collectors.joining());
    return new Http(server.address()).raw("POST /v2/apis HTTP/1.1\r\n" + lines + "\r\n" + bodySent);
  }

  private static void edit(Map<String, String> head, String from, String to) {
    assertThat(head.get("Authorization")).contains(from);
    head.computeIfPresent("Authorization", (name, value) -> value.replace(from, to));
  }

  private static void assertInvalid(Answer answer) {
    answer.assertError(403, "InvalidSignatureException");
  }

  private static String refusal(TestCaller caller) {
    try (ApiGatewayV2Client aws = caller.sdk(server.address()).build()) {
      return refusal(aws, "a1b2c3");
    }
  }

  private static String refusal(ApiGatewayV2Client aws, String apiId) {
    ApiGatewayV2Exception refused =
        catchThrowableOfType(
            ApiGatewayV2Exception.class, () -> aws.updateApi(r -> r.apiId(apiId).name("x")));
    return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
  }
}
