package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.ACCOUNT_THROTTLED;
import static dev.patchbay.contract.ProviderStates.AN_API;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_IN_USE;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.CONCURRENT_MODIFICATION;
import static dev.patchbay.contract.ProviderStates.INTEGRATION_RESPONSES;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.STORE_UNAVAILABLE;
import static dev.patchbay.contract.StateParameters.ALWAYS;
import static dev.patchbay.contract.StateParameters.COUNT;
import static dev.patchbay.contract.StateParameters.MAX_RESULTS;
import static dev.patchbay.contract.StateParameters.ONCE;
import static dev.patchbay.contract.StateParameters.SECONDS;
import static dev.patchbay.contract.StateParameters.TIMES;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.badRequest;
import static dev.patchbay.pact.Answers.conflict;
import static dev.patchbay.pact.Answers.deleted;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.Answers.overtaken;
import static dev.patchbay.pact.Answers.tagged;
import static dev.patchbay.pact.Answers.throttled;
import static dev.patchbay.pact.Answers.unavailable;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.list;
import static dev.patchbay.pact.Shape.matching;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.function.Function;

/**
 * A consumer reads an entity tag, changes a resource only if it still has the tag, and reads page
 * after page.
 */
final class ConditionalWrites {

  private static final String INTEGRATION = "/v2/apis/${apiId}/integrations/${integrationId}";
  private static final String RESPONSES = INTEGRATION + "/integrationresponses";
  private static final String RESPONSE = RESPONSES + "/${integrationResponseId}";

  private static final ProviderState A_RESPONSE =
      state(AN_INTEGRATION_RESPONSE, "templateSelectionExpression", "before");
  private static final Shape CHANGE = object("templateSelectionExpression", is("after"));
  private static final JsonObject CHANGE_SENT = new JsonObject(CHANGE.json());
  private static final String ANY_TAG = "*";
  private static final String CURRENT_TAG = "${entityTag}";
  private static final String OTHER_TAG = "\"another\"";

  private ConditionalWrites() {}

  static List<Exchange> exchanges() {
    return List.of(
        new Exchange(
            "reading a resource and its tag",
            List.of(A_RESPONSE),
            Request.of("GET", RESPONSE),
            tagged(
                200,
                object(
                    "integrationResponseId",
                    like("r1r1r1r"),
                    "templateSelectionExpression",
                    is("before"))),
            at -> {
              HttpResponse<Buffer> read = new ConditionalWriter(at).get(example(RESPONSE));
              assertThat(ConditionalWriter.entityTag(read)).isEqualTo(example(CURRENT_TAG));
            }),
        new Exchange(
            "creating a resource and getting its tag",
            List.of(state(AN_INTEGRATION)),
            Request.of("POST", RESPONSES).body(object("integrationResponseKey", is("/200/"))),
            tagged(
                201,
                object(
                    "integrationResponseId",
                    like("r1r1r1r"),
                    "integrationResponseKey",
                    is("/200/"))),
            at ->
                assertThat(
                        ConditionalWriter.entityTag(
                            new ConditionalWriter(at)
                                .post(
                                    example(RESPONSES),
                                    new JsonObject().put("integrationResponseKey", "/200/"))))
                    .isNotEmpty()),
        changed("changing what still has its tag", CURRENT_TAG, CHANGE),
        changed("changing whatever is there", ANY_TAG, CHANGE),
        new Exchange(
            "deleting what still has its tag",
            List.of(A_RESPONSE),
            Request.of("DELETE", RESPONSE).header("If-Match", CURRENT_TAG),
            deleted(),
            at ->
                assertThat(
                        new ConditionalWriter(at)
                            .delete(example(RESPONSE), example(CURRENT_TAG))
                            .statusCode())
                    .isEqualTo(204)));
  }

  static List<Exchange> refusals() {
    Answer stale = error(412, "PreconditionFailedException");
    return List.of(
        refusedChange("what has another tag", List.of(A_RESPONSE), OTHER_TAG, stale),
        refusedChange(
            "what somebody else changes meanwhile",
            List.of(A_RESPONSE, state(CONCURRENT_MODIFICATION, TIMES, ONCE)),
            CURRENT_TAG,
            stale),
        refusedChange(
            "whatever is there while it is overtaken again and again",
            List.of(A_RESPONSE, state(CONCURRENT_MODIFICATION, TIMES, ALWAYS)),
            ANY_TAG,
            overtaken()),
        refusedChange(
            "something with what is no tag",
            List.of(A_RESPONSE),
            "unquoted",
            badRequest("If-Match")),
        refusedChange(
            "what is not there",
            List.of(state(NO_INTEGRATION_RESPONSE)),
            ANY_TAG,
            notFound("IntegrationResponse")),
        refusedChange(
            "something too often",
            List.of(A_RESPONSE, state(ACCOUNT_THROTTLED, SECONDS, 5)),
            ANY_TAG,
            throttled()),
        refusedChange(
            "something without the store",
            List.of(A_RESPONSE, state(STORE_UNAVAILABLE)),
            ANY_TAG,
            unavailable()),
        refused(
            "deleting what has another tag",
            List.of(A_RESPONSE),
            Request.of("DELETE", RESPONSE).header("If-Match", OTHER_TAG),
            stale,
            writer -> writer.delete(example(RESPONSE), OTHER_TAG)),
        refused(
            "deleting an integration that a route uses",
            List.of(state(AN_INTEGRATION_IN_USE)),
            Request.of("DELETE", INTEGRATION).header("If-Match", ANY_TAG),
            conflict(
                "Cannot delete Integration",
                "Cannot delete Integration because it is referenced by the following Routes with"
                    + " Ids: [t1t1t1t]"),
            writer -> writer.delete(example(INTEGRATION), ANY_TAG)),
        refused(
            "sending a number for a text",
            List.of(A_RESPONSE),
            Request.of("PATCH", RESPONSE)
                .header("If-Match", ANY_TAG)
                .body(object("templateSelectionExpression", is(1))),
            error(400, "SerializationException"),
            writer ->
                writer.patch(
                    example(RESPONSE),
                    ANY_TAG,
                    new JsonObject().put("templateSelectionExpression", 1))),
        refused(
            "asking for a path that there is not",
            List.of(state(AN_API)),
            Request.of("GET", "/v2/apis/${apiId}/nothing"),
            error(404, "UnknownOperationException"),
            writer -> writer.get(example("/v2/apis/${apiId}/nothing"))));
  }

  static List<Exchange> paging() {
    ProviderState three = state(INTEGRATION_RESPONSES, COUNT, 3, MAX_RESULTS, 2);
    Shape item =
        object("integrationResponseId", like("r1r1r1r"), "integrationResponseKey", like("/k1/"));
    Request first = Request.of("GET", RESPONSES).query("maxResults", "2");
    Request last = first.query("nextToken", "${nextToken}");
    String firstPage = example(RESPONSES) + "?maxResults=2";
    String lastPage = firstPage + "&nextToken=" + example("${nextToken}");
    return List.of(
        page(
            "a first page",
            three,
            first,
            firstPage,
            object("items", list(2, item), "nextToken", matching("^.+$", "bmV4dA"))),
        page("a last page", three, last, lastPage, object("items", list(1, item))),
        page(
            "a last page, which ends the loop",
            three,
            last,
            lastPage,
            object("items", list(1, item)).withNothingElse()),
        refused(
            "paging with a token that is none",
            List.of(three),
            Request.of("GET", RESPONSES).query("nextToken", "none"),
            badRequest("nextToken"),
            writer -> writer.get(example(RESPONSES) + "?nextToken=none")));
  }

  private static Exchange changed(String description, String tag, Shape answered) {
    return new Exchange(
        description,
        List.of(A_RESPONSE),
        Request.of("PATCH", RESPONSE).header("If-Match", tag).body(CHANGE),
        tagged(200, answered),
        at -> {
          HttpResponse<Buffer> changed =
              new ConditionalWriter(at).patch(example(RESPONSE), example(tag), CHANGE_SENT);
          assertThat(ConditionalWriter.entityTag(changed)).isNotEmpty();
          assertThat(changed.bodyAsJsonObject().getString("templateSelectionExpression"))
              .isEqualTo("after");
        });
  }

  private static Exchange page(
      String description, ProviderState state, Request request, String uri, Shape answered) {
    return new Exchange(
        description,
        List.of(state),
        request,
        answer(200, answered),
        at -> {
          JsonObject page = new ConditionalWriter(at).get(uri).bodyAsJsonObject();
          assertThat(page.getJsonArray("items")).isNotEmpty();
        });
  }

  private static Exchange refusedChange(
      String what, List<ProviderState> states, String tag, Answer answer) {
    return refused(
        "changing " + what,
        states,
        Request.of("PATCH", RESPONSE).header("If-Match", tag).body(CHANGE),
        answer,
        writer -> writer.patch(example(RESPONSE), example(tag), CHANGE_SENT));
  }

  /** A refusal of the consumer's request, with the type of the error. */
  static Exchange refused(
      String description,
      List<ProviderState> states,
      Request request,
      Answer answer,
      Function<ConditionalWriter, HttpResponse<Buffer>> call) {
    return new Exchange(
        description,
        states,
        request,
        answer,
        at -> {
          HttpResponse<Buffer> refusal = call.apply(new ConditionalWriter(at));
          assertThat(refusal.statusCode()).isEqualTo(answer.status());
          assertThat(ConditionalWriter.errorType(refusal)).endsWith("Exception");
        });
  }
}
