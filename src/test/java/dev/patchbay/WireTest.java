package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of every answer, and the answers to requests that no AWS SDK sends. */
class WireTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private Http http;
  private String response;

  @BeforeEach
  void createResponse() {
    http = PATCHBAY.http();
    response =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "/200/"));
  }

  @Test
  void everyAnswerCarriesARequestIdAndTheDate() {
    assertStamped(() -> http.get(response));
    assertStamped(() -> http.patch(response, "{}"));
    assertStamped(() -> http.patch(response, "{"));
    assertStamped(() -> http.get("/v2/apis/none"));
    assertStamped(() -> http.get("/nowhere"));
    assertStamped(() -> http.send("PUT", "/v2/apis", "{}"));
    assertStamped(() -> http.send("HEAD", response, null));
    assertStamped(() -> http.get("/openapi.json"));
    assertStamped(() -> http.delete(response));
    assertStamped(() -> http.raw("this is not HTTP\r\n\r\n"));
    assertStamped(() -> http.raw("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"));
    assertStamped(
        () ->
            http.raw("GET /v2/apis HTTP/1.1\r\nHost: a\r\nA: " + "x".repeat(99_999) + "\r\n\r\n"));
  }

  private static void assertStamped(Supplier<Answer> call) {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Answer answer = call.get();
    Instant after = Instant.now();
    assertThat(UUID.fromString(present(answer, "x-amzn-RequestId")).version()).isEqualTo(4);
    Instant date =
        ZonedDateTime.parse(present(answer, "Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    assertThat(date).isBetween(before, after);
  }

  private static String present(Answer answer, String header) {
    return Objects.requireNonNull(answer.header(header), header);
  }

  @Test
  void noTwoAnswersShareARequestId() {
    assertThat(http.get(response).header("x-amzn-RequestId"))
        .isNotEqualTo(http.get(response).header("x-amzn-RequestId"));
  }

  @Test
  void aSuccessIsJsonWithoutAnErrorType() {
    Answer answer = http.get(response);

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.errorType()).isNull();
  }

  @Test
  void aDeletionIsAnsweredWithNothing() {
    Answer answer = http.delete(response);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).isNull();
    assertThat(http.delete(response).assertError(404, "NotFoundException").json())
        .isEqualTo(
            new JsonObject()
                .put("message", "Invalid IntegrationResponse identifier specified")
                .put("integrationResponseId", response.substring(response.lastIndexOf('/') + 1))
                .put("resourceType", "IntegrationResponse"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/apis",
        "/v2",
        "/v2/",
        "/V2/apis",
        "/v2/Apis",
        "/v2/apis/",
        "/v2/apis/a1/",
        "/v2/apis/a1/exports",
        "/v2/apis/a1/integrations/",
        "/v2/apis/a1/integrations/i1/integrationresponses/r1/x",
        "/v2//apis",
        "//v2/apis",
        "/v2/apis//integrations",
        "/v2/apis/./integrations",
        "/v2/apis/a1/..",
        "/v2/apis/a1/%2E%2E",
        "/v2/apis/a1/integrations/%2e%2e",
        "/v2/apis/a1/integrations/.%2E/integrationresponses",
        "/v2/apis/a1/integrations/%2E",
        "/v2/apis%2Fa1",
        "/schemas/none.json",
        "/schemas/..%2Fapplication.json",
        "/health/live",
        "/metrics"
      })
  void anUnknownPathIsATypedError(String path) {
    for (String method : new String[] {"GET", "DELETE", "PATCH"}) {
      Answer answer =
          http.raw(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      answer.assertError(404, "UnknownOperationException");
    }
  }

  @Test
  void noSpellingOfAChildsPathReachesItsParent() {
    String api = response.substring(0, response.indexOf("/integrations/"));

    http.raw("DELETE " + api + "/integrations/%2E%2E HTTP/1.1\r\nHost: a\r\n\r\n")
        .assertError(404, "UnknownOperationException");
    http.raw("DELETE " + api + "/routes/.. HTTP/1.1\r\nHost: a\r\n\r\n")
        .assertError(404, "UnknownOperationException");
    assertThat(http.get(response).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BREW   | /v2/apis                                              | POST, GET, PUT",
        "PATCH  | /v2/apis                                              | POST, GET, PUT",
        "DELETE | /v2/apis/a/integrations                               | POST, GET",
        "POST   | /v2/apis/a                                            | GET, PATCH, DELETE, PUT",
        "PUT    | /v2/apis/a/integrations/i/integrationresponses/r      | GET, PATCH, DELETE",
        "OPTIONS| /v2/apis/a/integrations/i/integrationresponses        | POST, GET",
        "BREW   | /v2/apis/a/routes/r/routeresponses/s                  | GET, PATCH, DELETE",
      })
  void unknownMethodIsAnsweredWithTheAllowedMethods(String method, String path, String allowed) {
    Answer answer = http.send(method, path, null);

    answer.assertError(405, "MethodNotAllowedException");
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%24default",
        "r%2F1",
        "..%2F..",
        "%25",
        "%252e",
        "%00",
        "%0d%0a",
        "a;b=c",
        "a+b",
        "$x",
        "{a}",
        "%7Ba%7D",
        "%5C..%5C",
        "%F0%9F%98%80",
        "%FF",
        "%C0%AF",
        "-",
        "~",
        "...",
        "%23order",
        "*",
        "%20",
        "%22"
      })
  void anOddIdentifierIsNotFound(String id) {
    assertNotFound(id);
  }

  @Test
  void aLongIdentifierIsNotFound() {
    assertNotFound("x".repeat(2048));
  }

  private void assertNotFound(String id) {
    String api = response.substring(0, response.indexOf("/integrations/"));
    String integration = response.substring(0, response.indexOf("/integrationresponses/"));
    String[][] paths = {
      {"/v2/apis/" + id, "Api"},
      {api + "/integrations/" + id, "Integration"},
      {api + "/routes/" + id, "Route"},
      {integration + "/integrationresponses/" + id, "IntegrationResponse"},
      {"/v2/apis/" + id + "/integrations/" + id + "/integrationresponses/" + id, "Api"}
    };
    for (String[] path : paths) {
      for (String method : new String[] {"GET", "PATCH", "DELETE"}) {
        Answer answer =
            http.raw(method + " " + path[0] + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        answer.assertError(404, "NotFoundException");
        assertThat(answer.json().getString("resourceType")).isEqualTo(path[1]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%z", "%zz", "a%2", "%%", "%u0041"})
  void aPathThatIsNotPercentEncodedIsMalformed(String id) {
    Answer answer = http.raw("GET /v2/apis/" + id + " HTTP/1.1\r\nHost: a\r\n\r\n");

    answer.assertError(400, "BadRequestException");
  }

  @Test
  void schemasAreServedWhereTheyAndTheirReferencesSayTheyAre() {
    assertThat(http.get("/schemas/UpdateIntegrationResponseRequest.json").status()).isEqualTo(200);
    for (String type : new String[] {"Api", "Integration", "IntegrationResponse", "Route"}) {
      for (String name :
          new String[] {type, "Create" + type + "Request", "Update" + type + "Request"}) {
        Answer schema = http.get("/schemas/" + name + ".json");
        assertThat(schema.json().getString("$id")).isEqualTo("/schemas/" + name + ".json");
        assertThat(schema.header("Content-Type")).isEqualTo("application/schema+json");
        assertReferencesLeadSomewhere(schema);
      }
    }
  }

  private void assertReferencesLeadSomewhere(Answer schema) {
    Pattern.compile("\"\\$ref\":\\s*\"([^\"#]*)#/\\$defs/([^\"]+)\"")
        .matcher(schema.body())
        .results()
        .forEach(
            reference -> {
              String id = schema.json().getString("$id");
              String path = URI.create(id).resolve(reference.group(1)).toString();
              JsonObject target = http.get(path).json();
              assertThat(target.getJsonObject("$defs").fieldNames()).contains(reference.group(2));
            });
  }

  @Test
  void healthAndMetricsHaveTheirOwnPort() {
    Http management = new Http(PATCHBAY.managementAddress());
    http.patch(response, "{}");

    assertThat(management.get("/health/live").status()).isEqualTo(200);
    assertThat(management.get("/health/ready").status()).isEqualTo(200);
    assertThat(management.get("/metrics").body())
        .contains(
            "patchbay_request_duration_seconds_count{error=\"none\",operation=\"UpdateIntegrationResponse\",status=\"200\"}",
            "jvm_memory_used_bytes");
    management.get("/nowhere").assertError(404, "UnknownOperationException");
    management.get("/v2/apis").assertError(404, "UnknownOperationException");
  }
}
