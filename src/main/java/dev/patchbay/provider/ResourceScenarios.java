package dev.patchbay.provider;

import static dev.patchbay.model.ApiGatewayTypes.INTEGRATION;
import static dev.patchbay.model.ApiGatewayTypes.INTEGRATION_RESPONSE;
import static dev.patchbay.model.ApiGatewayTypes.ROUTE;

import dev.patchbay.model.ServiceException;
import dev.patchbay.provider.ProviderState.Parameter;
import dev.patchbay.provider.ProviderState.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provider states with resources of particular types. */
final class ResourceScenarios {

  /** The default quota of a collection. */
  private static final long COUNT_MAX = 300;

  static final List<ProviderState> ALL =
      List.of(
          new ProviderState(
              "integration responses",
              List.of(
                  new Parameter("count", 3L, List.of(1L, COUNT_MAX)),
                  new Parameter("maxResults", 100L, List.of(1L, 100L))),
              Optional.empty(),
              List.of("apiId", "integrationId", "nextToken"),
              "Integration responses with the keys `/k1/`, `/k2/` and so on; pages have them in the"
                  + " order of their identifiers."
                  + " `nextToken` is that of their first page of `maxResults`, where there is a"
                  + " second.",
              ResourceScenarios::integrationResponses),
          new ProviderState(
              "another integration response",
              List.of(new Parameter("integrationResponseKey", "/400/", List.of())),
              Optional.of(INTEGRATION_RESPONSE),
              List.of("otherIntegrationResponseId"),
              "A sibling of the integration response that a state before it has set up.",
              ResourceScenarios::sibling),
          new ProviderState(
              "updates of the integration response",
              List.of(
                  new Parameter("count", 3L, List.of(1L, COUNT_MAX)),
                  new Parameter("maxResults", 100L, List.of(1L, 500L))),
              Optional.empty(),
              List.of("entityTag", "nextToken"),
              "The integration response that a state before it has set up is changed so often."
                  + " `nextToken` is that of the first page of `maxResults` of these changes, where"
                  + " there is a second.",
              ResourceScenarios::updates),
          new ProviderState(
              "an integration in use by a route",
              List.of(new Parameter("routeKey", "$default", List.of())),
              Optional.empty(),
              List.of("apiId", "integrationId", "routeId", "entityTag"),
              "An integration that is the target of a route, so that it cannot be deleted.",
              ResourceScenarios::integrationInUse),
          ReplyState.of(INTEGRATION),
          ProviderState.fault(
              "the integration response is deleted between read and write",
              "A second replica deletes it while it is updated. The answer is 404.",
              fixture -> fixture.environment().races().delete(INTEGRATION_RESPONSE),
              fixture -> fixture.environment().races().run(RaceInjector.Race.NONE)));

  private ResourceScenarios() {}

  private static void integrationResponses(ScenarioFixture fixture, Parameters given) {
    fixture.require(INTEGRATION);
    for (long i = 1; i <= given.number("count"); i++) {
      fixture.post(INTEGRATION_RESPONSE, Map.of("integrationResponseKey", "/k" + i + "/"));
    }
    fixture
        .nextToken(INTEGRATION_RESPONSE, given.number("maxResults"))
        .ifPresent(token -> fixture.returns("nextToken", token));
  }

  private static void sibling(ScenarioFixture fixture, Parameters given) {
    requireResponse(fixture, "another integration response");
    fixture.returns(
        "otherIntegrationResponseId",
        String.valueOf(
            fixture
                .post(INTEGRATION_RESPONSE, given.values())
                .members()
                .get("integrationResponseId")));
  }

  private static void updates(ScenarioFixture fixture, Parameters given) {
    requireResponse(fixture, "updates of the integration response");
    String known = fixture.changes(INTEGRATION_RESPONSE.root()).newest();
    for (long i = 1; i <= given.number("count"); i++) {
      fixture.patch(INTEGRATION_RESPONSE, Map.of("templateSelectionExpression", "update " + i));
    }
    fixture
        .changes(INTEGRATION_RESPONSE.root())
        .nextToken(known, given.number("maxResults"))
        .ifPresent(token -> fixture.returns("nextToken", token));
  }

  private static void requireResponse(ScenarioFixture fixture, String name) {
    if (fixture.id(INTEGRATION_RESPONSE).isEmpty()) {
      throw ServiceException.badRequest(
          "The state \"%s\" needs the state \"an integration response\" before it".formatted(name));
    }
  }

  private static void integrationInUse(ScenarioFixture fixture, Parameters given) {
    fixture.require(INTEGRATION);
    fixture.create(
        ROUTE,
        Map.of(
            "routeKey",
            given.text("routeKey"),
            "target",
            "integrations/" + fixture.id(INTEGRATION).orElseThrow()));
  }
}
