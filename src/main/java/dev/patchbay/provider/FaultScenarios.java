package dev.patchbay.provider;

import dev.patchbay.provider.ProviderState.Parameter;
import dev.patchbay.provider.ProviderState.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The provider states of callers, concurrent writers, the throttle and the store. */
final class FaultScenarios {

  static final List<ProviderState> ALL =
      List.of(
          new ProviderState(
              "the next write is overtaken by a concurrent modification",
              List.of(new Parameter("times", "once", List.of("once", "always"))),
              Optional.empty(),
              List.of(),
              "A second replica changes the resource, and takes it back, between reading and"
                  + " writing, in every attempt of the next request that writes; with `always` of"
                  + " every one. The answer is 409.",
              FaultScenarios::overtaken),
          new ProviderState(
              "the account is throttled",
              List.of(new Parameter("seconds", 2L, List.of(1L, 60L))),
              Optional.empty(),
              List.of(),
              "Another caller of the account uses up its rate limit for so long."
                  + " The answer is 429 with `Retry-After` and `x-amz-retry-after`.",
              FaultScenarios::throttled),
          ProviderState.fault(
              "the store is unavailable",
              "Redis refuses every connection. The answer is 503 with `Retry-After`.",
              FaultScenarios::unavailable,
              FaultScenarios::available),
          new ProviderState(
              "the store is slow",
              List.of(new Parameter("millis", 200L, List.of(2L, 10_000L))),
              Optional.empty(),
              List.of(),
              "Each answer of Redis comes so much later; a write waits for two of them or more.",
              FaultScenarios::slow),
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

  private FaultScenarios() {}

  private static ProviderState caller(String name, Callers.Identity identity, String meaning) {
    return ProviderState.fault(
        name,
        meaning,
        fixture -> fixture.environment().proxy().signAs(identity),
        fixture -> fixture.environment().proxy().signAs(Callers.Identity.READ_WRITE));
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
