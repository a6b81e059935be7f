package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.UPDATES_OF_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.StateParameters.COUNT;
import static dev.patchbay.contract.StateParameters.MAX_RESULTS;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.ConditionalWrites.refused;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.list;
import static dev.patchbay.pact.Shape.listOfAtLeast;
import static dev.patchbay.pact.Shape.matching;
import static dev.patchbay.pact.Shape.object;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;

/** A consumer reads the change log page after page to know which resources to read again. */
final class ChangeReads {

  private static final String CHANGES = "/patchbay/v1/apis/${apiId}/changes";
  private static final String KNOWN = "${changeId}";
  private static final String NEWER = "1760000000001-0";

  /** A well-formed identifier that no change log has. */
  private static final String NOT_IN_THE_TRAIL = "1-1";

  private static final ProviderState A_RESPONSE = state(AN_INTEGRATION_RESPONSE);
  private static final List<ProviderState> THREE_UPDATES =
      List.of(A_RESPONSE, state(UPDATES_OF_INTEGRATION_RESPONSE, COUNT, 3, MAX_RESULTS, 2));

  /** It goes into the next address as it is. */
  private static final Shape CHANGE_ID = matching("^[0-9A-Za-z-]+$", NEWER);

  private static final Shape TIME =
      matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$", "2025-10-09T08:53:20.000Z");

  private static final Shape CREATION =
      object(
          "changeId",
          CHANGE_ID,
          "time",
          TIME,
          "operation",
          matching("^Create[A-Za-z]+$", "CreateIntegrationResponse"),
          "resourceType",
          matching("^[A-Z][A-Za-z]+$", "IntegrationResponse"),
          "apiId",
          like("a1b2c3d4e5"),
          "revisionAfter",
          like(1),
          "changedMembers",
          listOfAtLeast(1, like("integrationResponseKey")));

  private static final Shape UPDATE =
      object(
          "changeId",
          CHANGE_ID,
          "time",
          TIME,
          "operation",
          is("UpdateIntegrationResponse"),
          "resourceType",
          is("IntegrationResponse"),
          "apiId",
          like("a1b2c3d4e5"),
          "integrationId",
          like("i1i1i1i"),
          "integrationResponseId",
          like("r1r1r1r"),
          "revisionBefore",
          like(1),
          "revisionAfter",
          like(2),
          "changedMembers",
          list(1, is("templateSelectionExpression")));

  private ChangeReads() {}

  static List<Exchange> exchanges() {
    Request all = Request.of("GET", CHANGES);
    Request later = all.query("after", KNOWN);
    Request first = later.query("maxResults", "2");
    Request last = first.query("nextToken", "${nextToken}");
    Shape rest = object("items", list(1, UPDATE));
    return List.of(
        read("what made an API", List.of(A_RESPONSE), all, object("items", list(3, CREATION))),
        read("later changes", THREE_UPDATES, later, object("items", list(3, UPDATE))),
        read("no later changes", List.of(A_RESPONSE), later, object("items", is(List.of()))),
        read(
            "a first page of changes",
            THREE_UPDATES,
            first,
            object("items", list(2, UPDATE), "nextToken", matching("^.+$", "bmV4dA"))),
        read("a last page of changes", THREE_UPDATES, last, rest),
        read(
            "a last page of changes, which ends the loop",
            THREE_UPDATES,
            last,
            rest.withNothingElse()),
        refusedRead(
            "changes after one that is not kept",
            A_RESPONSE,
            all.query("after", NOT_IN_THE_TRAIL),
            error(410, "TrimmedDataAccessException")),
        refusedRead("changes of an API that is not there", state(NO_API), all, notFound("Api")));
  }

  private static Exchange read(
      String what, List<ProviderState> states, Request request, Shape answered) {
    String newest = answered.json().contains("changeId") ? NEWER : example(KNOWN);
    return new Exchange(
        "reading " + what,
        states,
        request,
        answer(200, answered),
        at ->
            assertThat(new ConditionalWriter(at).changesAfter(example(KNOWN), uri(request)))
                .isEqualTo(newest));
  }

  private static Exchange refusedRead(
      String what, ProviderState state, Request request, Answer answer) {
    return refused(
        "reading " + what, List.of(state), request, answer, writer -> writer.get(uri(request)));
  }

  private static String uri(Request request) {
    return request.query().entrySet().stream()
        .map(each -> each.getKey() + "=" + example(each.getValue()))
        .collect(joining("&", example(request.path()) + "?", ""));
  }
}
