package dev.patchbay.provider;

import static dev.patchbay.model.ApiGatewayTypes.INTEGRATION;
import static dev.patchbay.model.ApiGatewayTypes.INTEGRATION_RESPONSE;
import static dev.patchbay.model.ApiGatewayTypes.ROUTE;
import static java.util.stream.Collectors.joining;

import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.provider.ProviderState.Parameter;
import dev.patchbay.provider.ProviderState.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The provider states that contracts can name, one row for each. */
final class ProviderStateCatalogue {

  /** The default quota of a collection. */
  private static final long COUNT_MAX = 300;

  /** Scenarios of particular types and of the surroundings of the service. */
  private static final List<ProviderState> SCENARIOS =
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
              ProviderStateCatalogue::integrationResponses),
          new ProviderState(
              "another integration response",
              List.of(new Parameter("integrationResponseKey", "/400/", List.of())),
              Optional.of(INTEGRATION_RESPONSE),
              List.of("otherIntegrationResponseId"),
              "A sibling of the integration response that a state before it has set up.",
              ProviderStateCatalogue::sibling),
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
              ProviderStateCatalogue::updates),
          new ProviderState(
              "an integration in use by a route",
              List.of(new Parameter("routeKey", "$default", List.of())),
              Optional.empty(),
              List.of("apiId", "integrationId", "routeId", "entityTag"),
              "An integration that is the target of a route, so that it cannot be deleted.",
              ProviderStateCatalogue::integrationInUse),
          new ProviderState(
              "the next write is overtaken by a concurrent modification",
              List.of(new Parameter("times", "once", List.of("once", "always"))),
              Optional.empty(),
              List.of(),
              "A second replica changes the resource, and takes it back, between reading and"
                  + " writing, in every attempt of the next request that writes; with `always` of"
                  + " every one. The answer is 409.",
              ProviderStateCatalogue::overtaken),
          fault(
              "the integration response is deleted between read and write",
              "A second replica deletes it while it is updated. The answer is 404.",
              fixture -> fixture.environment().races().delete(INTEGRATION_RESPONSE),
              fixture -> fixture.environment().races().run(RaceInjector.Race.NONE)),
          new ProviderState(
              "the account is throttled",
              List.of(new Parameter("seconds", 2L, List.of(1L, 60L))),
              Optional.empty(),
              List.of(),
              "Another caller of the account uses up its rate limit for so long."
                  + " The answer is 429 with `Retry-After` and `x-amz-retry-after`.",
              ProviderStateCatalogue::throttled),
          fault(
              "the store is unavailable",
              "Redis refuses every connection. The answer is 503 with `Retry-After`.",
              ProviderStateCatalogue::unavailable,
              ProviderStateCatalogue::available),
          new ProviderState(
              "the store is slow",
              List.of(new Parameter("millis", 200L, List.of(2L, 10_000L))),
              Optional.empty(),
              List.of(),
              "Each answer of Redis comes so much later; a write waits for two of them or more.",
              ProviderStateCatalogue::slow),
          caller(
              "the caller is read-only",
              Callers.Identity.READ_ONLY,
              "Writes are answered 403 `AccessDeniedException`."),
          caller(
              "the credentials have expired",
              Callers.Identity.EXPIRED,
              "The signature is 15 minutes old. The answer is 403 `InvalidSignatureException`."),
          caller(
              "the caller is of another account",
              Callers.Identity.OTHER_ACCOUNT,
              "One that has nothing: what other states have set up is answered 404."));

  private final List<ProviderState> all;

  ProviderStateCatalogue(ResourceTypes types) {
    this.all = Stream.concat(TypeStates.of(types).stream(), SCENARIOS.stream()).toList();
  }

  List<ProviderState> all() {
    return all;
  }

  /**
   * Returns the row of a state.
   *
   * @throws ServiceException BAD_REQUEST when there is none of that name
   */
  ProviderState find(String name) {
    return all.stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ServiceException.badRequest(
                    "There is no state \"%s\". There are: %s"
                        .formatted(
                            name, all.stream().map(ProviderState::name).collect(joining(", ")))));
  }

  /** Returns the states as a Markdown table of four columns, without a trailing line break. */
  String markdownTable() {
    return all.stream()
        .map(ProviderState::markdownRow)
        .collect(
            joining(
                "\n",
                "| state | parameters and defaults | returns | meaning |\n|---|---|---|---|\n",
                ""));
  }

  private static ProviderState fault(
      String name, String meaning, Consumer<ScenarioFixture> begin, Consumer<ScenarioFixture> end) {
    return new ProviderState(
        name,
        List.of(),
        Optional.empty(),
        List.of(),
        meaning,
        (fixture, given) -> {
          fixture.undo(() -> end.accept(fixture));
          begin.accept(fixture);
        });
  }

  private static ProviderState caller(String name, Callers.Identity identity, String meaning) {
    return fault(
        name,
        meaning,
        fixture -> fixture.environment().proxy().signAs(identity),
        fixture -> fixture.environment().proxy().signAs(Callers.Identity.READ_WRITE));
  }

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

  private static void overtaken(ScenarioFixture fixture, Parameters given) {
    fixture.undo(() -> fixture.environment().races().run(RaceInjector.Race.NONE));
    fixture
        .environment()
        .races()
        .run(
            given.text("times").equals("once")
                ? RaceInjector.Race.OVERTAKE_ONCE
                : RaceInjector.Race.OVERTAKE);
  }

  private static void throttled(ScenarioFixture fixture, Parameters given) {
    fixture.undo(
        () -> {
          fixture.environment().exhauster().end();
          fixture.await(status -> status != 429);
        });
    fixture.environment().exhauster().begin(Duration.ofSeconds(given.number("seconds")));
    fixture.await(status -> status == 429);
  }

  private static void unavailable(ScenarioFixture fixture) {
    fixture.environment().relay().refuse();
    fixture.await(status -> status == 503);
  }

  private static void available(ScenarioFixture fixture) {
    fixture.environment().relay().heal();
    fixture.await(status -> status != 503);
  }

  private static void slow(ScenarioFixture fixture, Parameters given) {
    fixture.undo(() -> available(fixture));
    fixture.environment().relay().delay(given.number("millis") / 2);
  }
}
