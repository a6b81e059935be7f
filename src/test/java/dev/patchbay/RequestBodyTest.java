package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that are too large, of another type or no JSON, and in which order requests are checked.
 */
class RequestBodyTest {

  private static final int BODY_BYTES_MAX = 2048;

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY =
      PatchbayServerExtension.with("PATCHBAY_MAX_BODY_BYTES", String.valueOf(BODY_BYTES_MAX));

  private Http http;
  private String response;

  @BeforeEach
  void createResponse() {
    http = PATCHBAY.http();
    response =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "/200/"));
  }

  /** Malformed text before, in and after a JSON object. */
  static Stream<String> malformed() {
    return Stream.of(
        " ",
        "{",
        "}",
        "{}}",
        "{}{}",
        "{} x",
        "{},",
        "[{}]",
        "null",
        "true",
        "1",
        "\"{}\"",
        "{[",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{null:1}",
        "{1:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":0x1}",
        "{\"a\":tru}",
        "{\"a\":True}",
        "{\"a\":undefined}",
        "{\"a\":\"b}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"\\ud83d\":1}",
        "// no\n{}",
        "{}// no",
        "{/* no */}",
        "{\f}",
        "\u00a0{}",
        "\ufeff{}",
        "{}\u0000",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":{]}",
        "{\"unknown\":[}",
        "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
        "{\"a\":" + "[".repeat(1000),
        "x=1&y=2",
        "<a/>",
        ")]}',{}");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void bodyThatIsNoJsonObjectIsASerializationException(String body) {
    Answer before = http.get(response);

    http.patch(response, body).assertError(400, "SerializationException");
    http.patch("/v2/apis/none", body).assertError(400, "SerializationException");
    http.post("/v2/apis", body).assertError(400, "SerializationException");

    assertThat(http.get(response).etag()).isEqualTo(before.etag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00ff", "\u00c3(", "\u00ed\u00a0\u0080", "\u00c0\u00af", "\u00f0\u009f"})
  void bodyThatIsNotUtf8IsASerializationException(String bytes) {
    String body = "{\"templateSelectionExpression\":\"" + bytes + "\"}";

    patchRaw("Content-Length: " + body.length() + "\r\n", body)
        .assertError(400, "SerializationException");
  }

  @Test
  void blanksAroundAnObjectAreJson() {
    assertThat(http.patch(response, " \r\n\t{ } \n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "APPLICATION/JSON",
        "application/json ; charset=utf-8",
        "application/x-amz-json-1.1",
        ""
      })
  void jsonIsWelcomeUnderItsNames(String contentType) {
    Answer answer = http.send("PATCH", response, "{}", "Content-Type", contentType);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void jsonIsWelcomeWithoutAName() {
    assertThat(http.send("PATCH", response, "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "json",
        "application/json-patch+json",
        "application/jsonx",
        "application/x-amz-json-1.10",
        "application/json, text/plain",
        "; charset=utf-8"
      })
  void aBodyOfAnotherTypeIsRefused(String contentType) {
    http.send("PATCH", response, "{}", "Content-Type", contentType)
        .assertError(415, "UnsupportedMediaTypeException");
    assertThat(http.send("PATCH", response, "", "Content-Type", contentType).status())
        .as("without a body there is no type to look at")
        .isEqualTo(200);
    assertThat(http.send("GET", response, null, "Content-Type", contentType).status())
        .isEqualTo(200);
    assertThat(http.delete(response, "Content-Type", contentType).status()).isEqualTo(204);
  }

  @Test
  void acceptIsNotLookedAt() {
    assertThat(http.send("GET", response, null, "Accept", "text/html").header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void anEmptyBodyChangesNothing() {
    Answer before = http.get(response);

    for (String length :
        List.of("", "Content-Length: 0\r\n", "Content-Type: application/json\r\n")) {
      Answer answer = patchRaw(length, "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(before.body());
      assertThat(answer.etag()).isEqualTo(before.etag());
    }
  }

  @Test
  void aBodyMayBeAsLargeAsTheSettingSays() {
    assertThat(http.patch(response, " ".repeat(BODY_BYTES_MAX - 2) + "{}").status()).isEqualTo(200);
    http.patch(response, " ".repeat(BODY_BYTES_MAX - 1) + "{}")
        .assertError(413, "RequestEntityTooLargeException");
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsNotWaitedFor() {
    patchRaw("Content-Length: 999999999999\r\n", "")
        .assertError(413, "RequestEntityTooLargeException");
  }

  @Test
  void aChunkedBodyIsMeasuredAsItComes() {
    String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";

    assertThat(patchRaw("Transfer-Encoding: chunked\r\n", chunk + "2\r\n{}\r\n0\r\n\r\n").status())
        .isEqualTo(200);
    patchRaw("Transfer-Encoding: chunked\r\n", chunk + chunk + chunk)
        .assertError(413, "RequestEntityTooLargeException");
  }

  @Test
  void aBodyWithTwoLengthsIsRefused() {
    patchRaw("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")
        .assertError(400, "BadRequestException");
    patchRaw("Content-Length: 2\r\nContent-Length: 3\r\n", "{}")
        .assertError(400, "BadRequestException");
    patchRaw("Content-Length: two\r\n", "{}").assertError(400, "BadRequestException");
  }

  private Answer patchRaw(String headers, String body) {
    return http.raw("PATCH " + response + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body);
  }

  /** Each request is wrong in several ways; the first check in the order speaks. */
  @Test
  void checksComeInOneOrder() {
    String tooLarge = "[".repeat(BODY_BYTES_MAX + 1);
    String noJson = "{";
    String wrongType = "{\"contentHandlingStrategy\":1,\"integrationResponseKey\":\"\"}";
    String wrongValue = "{\"contentHandlingStrategy\":\"x\"}";
    String missing = "/v2/apis/none/integrations/none/integrationresponses/none";

    http.send("PATCH", "/v2/nowhere", tooLarge, "Content-Type", "text/plain")
        .assertError(404, "UnknownOperationException");
    http.send("PATCH", missing, tooLarge, "Content-Type", "text/plain")
        .assertError(413, "RequestEntityTooLargeException");
    http.send("PATCH", missing, noJson, "Content-Type", "text/plain")
        .assertError(415, "UnsupportedMediaTypeException");
    http.patch(missing, noJson).assertError(400, "SerializationException");
    http.patch(missing, wrongType).assertError(400, "SerializationException");
    http.patch(missing, wrongValue).assertError(400, "BadRequestException");
    http.patch(missing, "{}").assertError(404, "NotFoundException");
  }

  @Test
  void theFirstMissingResourceIsTheOneThatIsNotFound() {
    String api = response.substring(0, response.indexOf("/integrations/"));
    String integration = response.substring(0, response.indexOf("/integrationresponses/"));
    String otherApi = http.createApi();
    String underOther = otherApi + response.substring(api.length());

    assertMissing("/v2/apis/x/integrations/y/integrationresponses/z", "Api");
    assertMissing(api + "/integrations/y/integrationresponses/z", "Integration");
    assertMissing(integration + "/integrationresponses/z", "IntegrationResponse");
    assertMissing(underOther, "Integration");
    assertMissing(response + "0", "IntegrationResponse");
  }

  private void assertMissing(String path, String resourceType) {
    for (Answer answer : List.of(http.get(path), http.patch(path, "{}"), http.delete(path))) {
      answer.assertError(404, "NotFoundException");
      assertThat(answer.json().getString("resourceType")).isEqualTo(resourceType);
    }
    String collection = path.substring(0, path.lastIndexOf('/'));
    if (!resourceType.equals("IntegrationResponse")) {
      http.get(collection).assertError(404, "NotFoundException");
      http.post(collection, "{\"integrationResponseKey\":\"a\"}")
          .assertError(404, "NotFoundException");
    }
  }

  @Test
  void rulesAcrossResourcesComeBeforeConflicts() {
    String integration = response.substring(0, response.indexOf("/integrationresponses/"));
    String api = response.substring(0, response.indexOf("/integrations/"));
    http.create(api + "/routes", "{\"routeKey\":\"a\"}");

    http.post(api + "/routes", "{\"routeKey\":\"a\",\"authorizationType\":\"JWT\"}")
        .assertError(400, "BadRequestException");
    http.post(api + "/routes", "{\"routeKey\":\"a\"}").assertError(409, "ConflictException");
    http.post(integration + "/integrationresponses", "{\"integrationResponseKey\":\"/200/\"}")
        .assertError(409, "ConflictException");
  }
}
