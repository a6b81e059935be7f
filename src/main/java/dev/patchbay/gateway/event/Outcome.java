package dev.patchbay.gateway.event;

import dev.patchbay.evaluation.ErrorFrame;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.EvaluationError;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of an event.
 *
 * @param routeKey of the route that took it, empty where none did
 * @param status of a handshake, whose client is connected where it is 2xx; of other events for logs
 * @param text the frame that the client receives, or the body of a refused handshake
 * @param headers of the answer to a handshake
 * @param failure of the event, where it failed
 * @param integrationId of the integration that took it, empty where none did
 * @param evaluation of the reply by its integration responses
 */
public record Outcome(
    String routeKey,
    int status,
    Optional<String> text,
    Map<String, String> headers,
    Optional<Failure> failure,
    String integrationId,
    Optional<Evaluation> evaluation) {

  /** An outcome that no integration had a part in, or no evaluation. */
  public Outcome(
      String routeKey,
      int status,
      Optional<String> text,
      Map<String, String> headers,
      Optional<Failure> failure) {
    this(routeKey, status, text, headers, failure, "", Optional.empty());
  }

  /**
   * Why an event failed.
   *
   * @param message of the error, for access logs
   * @param reason in words for logs
   */
  public record Failure(String message, String reason) {}

  /** The status of an event that has succeeded. */
  static final int OK = 200;

  public static Outcome silent(String routeKey) {
    return new Outcome(routeKey, OK, Optional.empty(), Map.of(), Optional.empty());
  }

  public static Outcome frame(String routeKey, String text) {
    return new Outcome(routeKey, OK, Optional.of(text), Map.of(), Optional.empty());
  }

  public static Outcome failed(
      String routeKey, int status, Failure failure, EvaluationContext context) {
    return new Outcome(
        routeKey,
        status,
        Optional.of(ErrorFrame.of(failure.message(), context)),
        Map.of(),
        Optional.of(failure));
  }

  /** An answer to a message that no frame can take. */
  public static Outcome tooLong(String routeKey, String reason) {
    return new Outcome(
        routeKey,
        GatewayError.INTERNAL.status(),
        Optional.empty(),
        Map.of(),
        Optional.of(new Failure("Message too long", reason)));
  }

  /** An error of the gateway itself. */
  public static Outcome failed(
      String routeKey, GatewayError error, String reason, EvaluationContext context) {
    return failed(routeKey, error.status(), new Failure(error.message(), reason), context);
  }

  /** An evaluation that ended with an error. */
  public static Outcome failed(String routeKey, EvaluationError error, EvaluationContext context) {
    GatewayError answer =
        switch (error.kind()) {
          case UNSUPPORTED_MEDIA_TYPE -> GatewayError.UNSUPPORTED_MEDIA_TYPE;
          case INVALID_BODY -> GatewayError.INVALID_BODY;
          default -> GatewayError.INTERNAL;
        };
    return failed(routeKey, answer, error.message(), context);
  }

  /** An error of the gateway itself, for an event without a route. */
  public static Outcome failed(RouteEvent event, GatewayError error, String reason) {
    EvaluationContext context =
        new EvaluationContext(ContextVariables.of(event, ""), Map.of(), "", Map.of());
    return failed("", error, reason, context);
  }

  /** The same outcome, of an integration. */
  public Outcome of(String id, Optional<Evaluation> ofReply) {
    return new Outcome(routeKey, status, text, headers, failure, id, ofReply);
  }

  /** Why it failed, in words for logs. */
  public Optional<String> reason() {
    return failure.map(Failure::reason);
  }

  /** Whether its text is too long for a frame; every other failure has a text. */
  public boolean isTooLong() {
    return failure.isPresent() && text.isEmpty();
  }

  /** Whether a handshake connects its client. */
  public boolean accepts() {
    return accepts(status);
  }

  public static boolean accepts(int status) {
    return status >= OK && status < 300;
  }
}
