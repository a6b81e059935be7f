package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity tags, and If-Match on Update and Delete. */
class ConditionalRequestTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final String CHANGE = "{\"templateSelectionExpression\":\"changed\"}";

  private Http http;
  private String response;
  private String etag;

  @BeforeEach
  void createResponse() {
    http = PATCHBAY.http();
    response =
        http.createIntegrationResponse(new JsonObject().put("integrationResponseKey", "/200/"));
    etag = http.get(response).etag();
  }

  @Test
  void createGetAndUpdateCarryAStrongTag() {
    Answer created =
        http.post(
            "/v2/apis",
            "{\"name\":\"n\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$r\"}");
    String api = "/v2/apis/" + created.json().getString("apiId");

    assertThat(created.etag()).matches("\"[^\"]+\"");
    assertThat(http.get(api).etag()).isEqualTo(created.etag());
    assertThat(http.patch(api, "{}").etag()).isEqualTo(created.etag());
    assertThat(http.get("/v2/apis").etag()).isEmpty();
    assertThat(http.delete(api).etag()).isEmpty();
  }

  @Test
  void theTagChangesWithEachStoredChangeAndOnlyThen() {
    Answer changed = http.patch(response, CHANGE);
    Answer again = http.patch(response, CHANGE);
    Answer back = http.patch(response, "{\"templateSelectionExpression\":\"\"}");

    assertThat(changed.etag()).isNotEqualTo(etag);
    assertThat(again.etag()).isEqualTo(changed.etag());
    assertThat(back.etag()).isNotIn(etag, changed.etag());
    assertThat(http.get(response).etag()).isEqualTo(back.etag());
  }

  @Test
  void aChangeOfOneResourceLeavesTheTagsOfOthers() {
    String integration = response.substring(0, response.indexOf("/integrationresponses/"));
    String api = response.substring(0, response.indexOf("/integrations/"));
    String sibling =
        http.create(integration + "/integrationresponses", "{\"integrationResponseKey\":\"s\"}");
    String integrationTag = http.get(integration).etag();
    String apiTag = http.get(api).etag();

    http.patch(sibling, CHANGE);

    assertThat(http.get(response).etag()).isEqualTo(etag);
    assertThat(http.get(integration).etag()).isEqualTo(integrationTag);
    assertThat(http.get(api).etag()).isEqualTo(apiTag);
  }

  @Test
  void theRightTagLetsAnUpdateThrough() {
    Answer answer = http.patch(response, CHANGE, "If-Match", etag);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("templateSelectionExpression")).isEqualTo("changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", " * ", "%s", " %s ", "\"x\", %s", "\"x\",%s,W/\"y\"", "W/\"1\", %s"})
  void aListWithTheRightTagMatches(String ifMatch) {
    String header = ifMatch.formatted(etag);

    assertThat(http.patch(response, "{}", "If-Match", header).status()).isEqualTo(200);
    assertThat(http.delete(response, "If-Match", header).status()).isEqualTo(204);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(http.patch(response, "{}", "If-Match", "\"x\"", "If-Match", etag).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0\"",
        "\"2\"",
        "\"\"",
        "\"x\", \"y\"",
        "W/%s",
        "\"*\"",
        "\"01\"",
        "\"99999999999999999999999\""
      })
  void anyOtherTagIsAFailedPreconditionAndChangesNothing(String ifMatch) {
    String header = ifMatch.formatted(etag);
    Answer before = http.get(response);

    http.patch(response, CHANGE, "If-Match", header)
        .assertError(412, "PreconditionFailedException");
    http.patch(response, "{}", "If-Match", header).assertError(412, "PreconditionFailedException");
    http.delete(response, "If-Match", header).assertError(412, "PreconditionFailedException");

    assertThat(http.get(response).body()).isEqualTo(before.body());
    assertThat(http.get(response).etag()).isEqualTo(etag);
  }

  @Test
  void aHeaderOfOneKibibyteIsRead() {
    String blanks = " ".repeat(Limit.IF_MATCH.intValue() - etag.length() - 1);

    assertThat(http.patch(response, "{}", "If-Match", "," + blanks + etag).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, 15_000})
  void aLongerHeaderIsABadRequest(int bytes) {
    String header = "\"x\"" + " ".repeat(bytes - 4) + ",";

    assertThat(
            http.patch(response, CHANGE, "If-Match", header)
                .assertError(400, "BadRequestException")
                .message())
        .contains("If-Match", "1024");
    assertThat(http.get(response).etag()).isEqualTo(etag);
  }

  @Test
  void anOldTagNoLongerMatches() {
    http.patch(response, CHANGE);

    http.patch(response, "{\"templateSelectionExpression\":\"lost\"}", "If-Match", etag)
        .assertError(412, "PreconditionFailedException");
    assertThat(http.get(response).json().getString("templateSelectionExpression"))
        .isEqualTo("changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "x", "\"1", "1\"", "W/1", "w/\"1\"", "*, \"1\"", "\"1\" \"2\"", "'1'"})
  void malformedEntityTagIsABadRequest(String ifMatch) {
    http.patch(response, CHANGE, "If-Match", ifMatch).assertError(400, "BadRequestException");
    http.delete(response, "If-Match", ifMatch).assertError(400, "BadRequestException");
    assertThat(http.get(response).etag()).isEqualTo(etag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"1\""})
  void absentResourceIsNotFoundWhateverThePrecondition(String ifMatch) {
    http.patch(response + "0", CHANGE, "If-Match", ifMatch).assertError(404, "NotFoundException");
    http.delete(response + "0", "If-Match", ifMatch).assertError(404, "NotFoundException");
    http.patch("/v2/apis/none", "{}", "If-Match", ifMatch).assertError(404, "NotFoundException");
  }

  @Test
  void ofTwoUpdatesWithOneTagOneWins() {
    Answer first = http.patch(response, CHANGE, "If-Match", etag);
    Answer second =
        http.patch(response, "{\"contentHandlingStrategy\":\"CONVERT_TO_TEXT\"}", "If-Match", etag);

    assertThat(first.status()).isEqualTo(200);
    second.assertError(412, "PreconditionFailedException");
    assertThat(http.get(response).body()).isEqualTo(first.body());
  }
}
