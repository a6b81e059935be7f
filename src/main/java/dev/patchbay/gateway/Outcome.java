package dev.patchbay.gateway;

import dev.patchbay.evaluation.ErrorFrame;
import dev.patchbay.evaluation.EvaluationContext;
import java.util.Map;
import java.util.Optional;

/**
 * What comes of an event.
 *
 * @param routeKey of the route that took it, empty where none did
 * @param status of a handshake, whose client is connected where it is 2xx; of other events for logs
 * @param text the frame that the client receives, or the body of a refused handshake
 * @param headers of the answer to a handshake
 * @param reason why it failed, in words for logs
 */
public record Outcome(
    String routeKey,
    int status,
    Optional<String> text,
    Map<String, String> headers,
    Optional<String> reason) {

  /** The status of what went well. */
  static final int OK = 200;

  static Outcome silent(String routeKey) {
    return new Outcome(routeKey, OK, Optional.empty(), Map.of(), Optional.empty());
  }

  static Outcome frame(String routeKey, String text) {
    return new Outcome(routeKey, OK, Optional.of(text), Map.of(), Optional.empty());
  }

  static Outcome failed(String routeKey, int status, String text, String reason) {
    return new Outcome(routeKey, status, Optional.of(text), Map.of(), Optional.of(reason));
  }

  /** An error of the gateway itself, for an event that no route has seen. */
  static Outcome failed(RouteEvent event, GatewayError error, String reason) {
    EvaluationContext context =
        new EvaluationContext(ContextVariables.of(event, ""), Map.of(), "", Map.of());
    return failed("", error.status(), ErrorFrame.of(error.message(), context), reason);
  }

  /** Whether a handshake connects its client. */
  boolean accepts() {
    return accepts(status);
  }

  static boolean accepts(int status) {
    return status >= OK && status < 300;
  }
}
