package dev.patchbay.gateway.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.gateway.Events;
import dev.patchbay.gateway.SnapshotBuilder;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasuredIntegrationsTest {

  private final ManualClock clock = new ManualClock();
  private final List<String> measured = new ArrayList<>();
  private final Promise<BackendReply> reply = Promise.promise();
  private final Integrations integrations =
      new MeasuredIntegrations(
          called -> reply.future(),
          (type, ending, nanos) -> measured.add(type + " " + ending + " " + nanos),
          clock);

  private static IntegrationCall call(String type) {
    return new RouteExecution(
            new Evaluator(EvaluationLimits.defaults(), () -> 0), new RouteThrottle(() -> 0, 1))
        .begin(
            SnapshotBuilder.selecting("x")
                .integration(
                    "m", Map.of("integrationType", type, "integrationUri", "http://example.org/"))
                .route("$default", "m", Map.of())
                .build(),
            RouteEvent.message(Events.CONNECTION, "R", "M", 0, "hi"))
        .apply(
            outcome -> {
              throw new AssertionError(outcome);
            },
            calling -> calling);
  }

  @Test
  void aReplyIsMeasuredToItsEnd() {
    BackendReply expected = BackendReply.of(500, "oops");
    var answered = integrations.call(call("HTTP_PROXY"));
    clock.advanceMillis(3);
    assertThat(measured).isEmpty();
    reply.complete(expected);
    assertThat(answered.result()).isSameAs(expected);
    assertThat(measured).containsExactly("HTTP_PROXY REPLY 3000000");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGRATION_TIMED_OUT,TIMED_OUT",
    "INTEGRATION_UNREACHABLE,UNREACHABLE",
    "TOO_MANY_REQUESTS,REFUSED",
    "INTEGRATION_FAILED,FAILED",
    "INTERNAL,FAILED"
  })
  void aCallWithoutAReplyIsMeasuredByItsCause(GatewayError error, String ending) {
    var failed = integrations.call(call("HTTP"));
    reply.fail(new IntegrationException(error, "why"));
    assertThat(failed.cause()).hasMessage("why");
    assertThat(measured).containsExactly("HTTP " + ending + " 0");
  }

  @Test
  void anotherFailureIsMeasuredToo() {
    integrations.call(call("AWS"));
    reply.fail(new IllegalStateException("broken"));
    assertThat(measured).containsExactly("AWS FAILED 0");
  }
}
