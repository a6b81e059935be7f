package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.http.BoundedBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param reason why the gateway itself refuses the request, in words for logs
 */
record ApiAnswer(int status, MultiMap headers, Buffer body, Optional<String> reason) {

  /** The answer of a backend. */
  static ApiAnswer of(int status, MultiMap headers, Buffer body) {
    return new ApiAnswer(status, headers, body, Optional.empty());
  }

  /** An error of the gateway, with AWS's body. */
  static ApiAnswer error(int status, String message, String reason) {
    return new ApiAnswer(
        status,
        HttpHeaders.headers().set("Content-Type", "application/json"),
        Buffer.buffer("{\"message\":\"" + message + "\"}"),
        Optional.of(reason));
  }

  static ApiAnswer badRequest(String reason) {
    return error(400, "Bad Request", reason);
  }

  static ApiAnswer notFound(String reason) {
    return error(404, "Not Found", reason);
  }

  static ApiAnswer tooManyRequests() {
    return error(429, "Too Many Requests", "the route takes no more requests");
  }

  static ApiAnswer internal(String reason) {
    return error(500, "Internal Server Error", reason);
  }

  /** A part of API Gateway that this gateway does not have. */
  static ApiAnswer notImplemented(String reason) {
    return error(501, "Not Implemented: " + reason, reason);
  }

  static ApiAnswer unavailable(String reason) {
    return error(503, "Service Unavailable", reason);
  }

  /** What the client learns of a failure. */
  static ApiAnswer of(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    if (failure instanceof BoundedBody.TooLargeException) {
      return error(413, "Request Entity Too Large", reason);
    }
    if (failure instanceof RefusedException refused) {
      return refused.answer();
    }
    return failure instanceof IntegrationException known && isUnavailable(known.error())
        ? unavailable(reason)
        : internal(reason);
  }

  private static boolean isUnavailable(GatewayError error) {
    return switch (error) {
      case TOO_MANY_REQUESTS, INTEGRATION_UNREACHABLE, INTEGRATION_TIMED_OUT -> true;
      case INVALID_BODY, FORBIDDEN, UNSUPPORTED_MEDIA_TYPE, INTERNAL, INTEGRATION_FAILED -> false;
    };
  }
}
