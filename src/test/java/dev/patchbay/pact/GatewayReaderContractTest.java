package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.ACCOUNT_THROTTLED;
import static dev.patchbay.contract.ProviderStates.AN_API;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.A_ROUTE;
import static dev.patchbay.contract.ProviderStates.A_ROUTE_RESPONSE;
import static dev.patchbay.contract.ProviderStates.INTEGRATION_RESPONSES;
import static dev.patchbay.contract.ProviderStates.NO_API;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION;
import static dev.patchbay.contract.ProviderStates.NO_INTEGRATION_RESPONSE;
import static dev.patchbay.contract.ProviderStates.STORE_SLOW;
import static dev.patchbay.contract.ProviderStates.STORE_UNAVAILABLE;
import static dev.patchbay.contract.StateParameters.COUNT;
import static dev.patchbay.contract.StateParameters.INTEGRATION_RESPONSE_KEY;
import static dev.patchbay.contract.StateParameters.INTEGRATION_TYPE;
import static dev.patchbay.contract.StateParameters.MILLIS;
import static dev.patchbay.contract.StateParameters.PROTOCOL_TYPE;
import static dev.patchbay.contract.StateParameters.ROUTE_KEY;
import static dev.patchbay.contract.StateParameters.SECONDS;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.notFound;
import static dev.patchbay.pact.Answers.throttled;
import static dev.patchbay.pact.Answers.unavailable;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.list;
import static dev.patchbay.pact.Shape.listOfAtLeast;
import static dev.patchbay.pact.Shape.matching;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import dev.patchbay.testkit.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of a data plane that reads the configuration and changes nothing. */
class GatewayReaderContractTest {

  private static final String API = "/v2/apis/${apiId}";
  private static final String INTEGRATIONS = API + "/integrations";
  private static final String RESPONSES = INTEGRATIONS + "/${integrationId}/integrationresponses";
  private static final String RESPONSE = RESPONSES + "/${integrationResponseId}";
  private static final String ROUTES = API + "/routes";
  private static final String ROUTE_RESPONSES = ROUTES + "/${routeId}/routeresponses";

  private static final ProviderState AN_API_STATE = state(AN_API, PROTOCOL_TYPE, "WEBSOCKET");
  private static final ProviderState A_ROUTE_STATE = state(A_ROUTE, ROUTE_KEY, "$default");
  private static final ProviderState A_MOCK = state(AN_INTEGRATION, INTEGRATION_TYPE, "MOCK");
  private static final ProviderState A_RESPONSE =
      state(
          AN_INTEGRATION_RESPONSE,
          INTEGRATION_RESPONSE_KEY,
          "/200/",
          "responseTemplates",
          Map.of("application/json", "{}"));

  private static final Shape API_READ =
      object(
          "apiId",
          like("a1b2c3d4e5"),
          "createdDate",
          matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$", "2026-01-01T00:00:00Z"),
          "name",
          like("chat"),
          "protocolType",
          is("WEBSOCKET"),
          "routeSelectionExpression",
          matching("^[$].+$", "$request.body.action"));
  private static final Shape INTEGRATION_READ =
      object("integrationId", like("i1i1i1i"), "integrationType", is("MOCK"));
  private static final Shape RESPONSE_READ =
      object(
          "integrationResponseId",
          like("r1r1r1r"),
          "integrationResponseKey",
          is("/200/"),
          "responseTemplates",
          object("application/json", is("{}")));
  private static final Shape ROUTE_READ =
      object("routeId", like("t1t1t1t"), "routeKey", is("$default"));
  private static final Shape ROUTE_RESPONSE_READ =
      object("routeResponseId", like("p1p1p1p"), "routeResponseKey", is("$default"));

  @TestFactory
  Stream<DynamicTest> contract() {
    List<Exchange> all = new ArrayList<>(resources());
    all.addAll(pages());
    all.addAll(refusals());
    return new ContractFile("gateway-reader").tests(all);
  }

  private static List<Exchange> resources() {
    return List.of(
        read("an API", AN_API_STATE, API, API_READ),
        read("an integration", A_MOCK, INTEGRATIONS + "/${integrationId}", INTEGRATION_READ),
        read("an integration response", A_RESPONSE, RESPONSE, RESPONSE_READ),
        read("a route", A_ROUTE_STATE, ROUTES + "/${routeId}", ROUTE_READ),
        read(
            "a route response",
            state(A_ROUTE_RESPONSE),
            ROUTE_RESPONSES + "/${routeResponseId}",
            ROUTE_RESPONSE_READ),
        reading(
            "an integration response from a slow store",
            List.of(A_RESPONSE, state(STORE_SLOW, MILLIS, 100)),
            Request.of("GET", RESPONSE),
            answer(200, RESPONSE_READ)));
  }

  private static List<Exchange> pages() {
    return List.of(
        read("the APIs", AN_API_STATE, "/v2/apis", object("items", listOfAtLeast(1, API_READ))),
        read("the integrations", A_MOCK, INTEGRATIONS, object("items", list(1, INTEGRATION_READ))),
        read(
            "the integration responses",
            A_RESPONSE,
            RESPONSES,
            object("items", list(1, RESPONSE_READ))),
        read("the routes", A_ROUTE_STATE, ROUTES, object("items", list(1, ROUTE_READ))),
        read(
            "the route responses",
            state(A_ROUTE_RESPONSE),
            ROUTE_RESPONSES,
            object("items", list(1, ROUTE_RESPONSE_READ))),
        read("no integrations", AN_API_STATE, INTEGRATIONS, object("items", is(List.of()))),
        reading(
            "a page of many",
            List.of(state(INTEGRATION_RESPONSES, COUNT, 5)),
            Request.of("GET", RESPONSES).query("maxResults", "2"),
            answer(
                200,
                object(
                    "items",
                    list(
                        2,
                        object(
                            "integrationResponseId",
                            like("r1r1r1r"),
                            "integrationResponseKey",
                            like("/k1/"))),
                    "nextToken",
                    matching("^.+$", "bmV4dA")))));
  }

  private static List<Exchange> refusals() {
    return List.of(
        refused("an unknown API", List.of(state(NO_API)), API, notFound("Api")),
        refused(
            "an unknown integration",
            List.of(state(NO_INTEGRATION)),
            INTEGRATIONS + "/${integrationId}",
            notFound("Integration")),
        refused(
            "an unknown integration response",
            List.of(state(NO_INTEGRATION_RESPONSE)),
            RESPONSE,
            notFound("IntegrationResponse")),
        refused(
            "the children of an unknown API",
            List.of(state(NO_API)),
            INTEGRATIONS,
            notFound("Api")),
        refused(
            "something too often",
            List.of(A_RESPONSE, state(ACCOUNT_THROTTLED, SECONDS, 5)),
            RESPONSE,
            throttled()),
        refused(
            "something without the store",
            List.of(A_RESPONSE, state(STORE_UNAVAILABLE)),
            RESPONSE,
            unavailable()));
  }

  private static Exchange read(String what, ProviderState state, String path, Shape answered) {
    return reading(what, List.of(state), Request.of("GET", path), answer(200, answered));
  }

  private static Exchange refused(
      String what, List<ProviderState> states, String path, Answer answer) {
    return reading(what, states, Request.of("GET", path), answer);
  }

  private static Exchange reading(
      String what, List<ProviderState> states, Request request, Answer answer) {
    return new Exchange(
        "reading " + what,
        states,
        request,
        answer,
        at -> {
          String query =
              request.query().entrySet().stream()
                  .map(each -> "?" + each.getKey() + "=" + each.getValue())
                  .findFirst()
                  .orElse("");
          Http.Answer read = new Http(at).get(example(request.path()) + query);
          assertThat(read.status()).isEqualTo(answer.status());
          assertThat(read.json().fieldNames()).isNotEmpty();
        });
  }
}
