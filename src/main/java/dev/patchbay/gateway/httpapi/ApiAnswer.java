package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.OutcomeKind;
import dev.patchbay.gateway.http.RefusedBodyException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param failure why the gateway itself refuses the request
 * @param call of the integration, where it was called
 */
record ApiAnswer(
    int status,
    MultiMap headers,
    Buffer body,
    Optional<Failure> failure,
    Optional<CalledIntegration> call) {

  /**
   * Why the gateway itself refuses a request.
   *
   * @param message that the client receives
   * @param reason in words for logs
   */
  record Failure(String message, String reason, OutcomeKind kind) {}

  /** The answer of a backend. */
  static ApiAnswer of(int status, MultiMap headers, Buffer body) {
    return new ApiAnswer(status, headers, body, Optional.empty(), Optional.empty());
  }

  private static ApiAnswer failed(OutcomeKind kind, int status, String message, String reason) {
    return new ApiAnswer(
        status,
        HttpHeaders.headers().set("Content-Type", "application/json"),
        Buffer.buffer("{\"message\":\"" + message + "\"}"),
        Optional.of(new Failure(message, reason, kind)),
        Optional.empty());
  }

  /** A refusal of the client, with AWS's body. */
  static ApiAnswer refused(int status, String message, String reason) {
    return failed(OutcomeKind.CLIENT_ERROR, status, message, reason);
  }

  static ApiAnswer badRequest(String reason) {
    return refused(400, "Bad Request", reason);
  }

  static ApiAnswer notFound(String reason) {
    return refused(404, "Not Found", reason);
  }

  static ApiAnswer tooManyRequests() {
    return failed(
        OutcomeKind.THROTTLED, 429, "Too Many Requests", "the route takes no more requests");
  }

  static ApiAnswer internal(String reason) {
    return internal(OutcomeKind.EXECUTION_ERROR, reason);
  }

  private static ApiAnswer internal(OutcomeKind kind, String reason) {
    return failed(kind, 500, "Internal Server Error", reason);
  }

  /** A part of API Gateway that this gateway does not have. */
  static ApiAnswer notImplemented(String reason) {
    return failed(OutcomeKind.EXECUTION_ERROR, 501, "Not Implemented: " + reason, reason);
  }

  /** A limit of the gateway is reached. */
  static ApiAnswer unavailable(String reason) {
    return unavailable(OutcomeKind.THROTTLED, reason);
  }

  private static ApiAnswer unavailable(OutcomeKind kind, String reason) {
    return failed(kind, 503, "Service Unavailable", reason);
  }

  /** The bytes of the body and the headers: a function may answer headers as long as a body. */
  int length() {
    int length = body.length();
    for (Map.Entry<String, String> header : headers) {
      length += header.getKey().length() + header.getValue().length();
    }
    return length;
  }

  /** What the client learns of a failure. */
  static ApiAnswer of(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    if (failure instanceof RefusedBodyException body) {
      return body.isTooLarge()
          ? refused(413, "Request Entity Too Large", reason)
          : unavailable(reason);
    }
    if (failure instanceof RefusedException refused) {
      return refused.answer();
    }
    return failure instanceof IntegrationException known
        ? of(known.error(), reason)
        : internal(reason);
  }

  private static ApiAnswer of(GatewayError error, String reason) {
    return switch (error) {
      case TOO_MANY_REQUESTS -> unavailable(reason);
      case INTEGRATION_UNREACHABLE, INTEGRATION_TIMED_OUT ->
          unavailable(OutcomeKind.INTEGRATION_ERROR, reason);
      case INTEGRATION_FAILED -> internal(OutcomeKind.INTEGRATION_ERROR, reason);
      case INVALID_BODY, FORBIDDEN, UNSUPPORTED_MEDIA_TYPE, INTERNAL -> internal(reason);
    };
  }

  /** The same with other headers. */
  ApiAnswer with(MultiMap changed) {
    return new ApiAnswer(status, changed, body, failure, call);
  }

  /** The same behind the call of an integration. */
  ApiAnswer behind(CalledIntegration called) {
    return new ApiAnswer(status, headers, body, failure, Optional.of(called));
  }

  OutcomeKind kind() {
    return failure.map(Failure::kind).orElseGet(() -> OutcomeKind.ofBackend(status));
  }

  /** Why the gateway itself refuses the request, in words for logs. */
  Optional<String> reason() {
    return failure.map(Failure::reason);
  }
}
