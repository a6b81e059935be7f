package dev.patchbay.gateway.httpapi;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The call of an integration that has ended, for the access log of a stage.
 *
 * @param isFunction whether a Lambda function was invoked
 * @param status of the backend, or of the result of the function; empty where there is none
 * @param requestId that the backend gave to the call
 * @param nanos from the request to the end of the reply
 */
record CalledIntegration(
    boolean isFunction, Optional<Integer> status, Optional<String> requestId, long nanos) {

  /** The status of an invocation whose function has run. */
  private static final int INVOKED = 200;

  /** The call of an integration, by the answer of its backend before any mapping. */
  static CalledIntegration of(boolean isFunction, ApiAnswer answer, long nanos) {
    boolean isAnswered = answer.failure().isEmpty();
    return new CalledIntegration(
        isFunction,
        isAnswered ? Optional.of(answer.status()) : Optional.empty(),
        isAnswered && !isFunction ? requestId(answer.headers()) : Optional.empty(),
        nanos);
  }

  private static Optional<String> requestId(MultiMap headers) {
    return Optional.ofNullable(headers.get("x-amzn-requestid"))
        .or(() -> Optional.ofNullable(headers.get("x-amz-request-id")));
  }

  long millis() {
    return nanos / 1_000_000;
  }

  /** The status of the service that was called. */
  Optional<Integer> serviceStatus() {
    return status.map(known -> isFunction ? INVOKED : known);
  }

  /** The members of {@code $context.integration}. */
  Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("latency", millis());
    status.ifPresent(known -> variables.put("status", known));
    serviceStatus().ifPresent(known -> variables.put("integrationStatus", known));
    requestId.ifPresent(id -> variables.put("requestId", id));
    return variables;
  }
}
