package dev.patchbay.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the answers to requests that do not become connections. */
final class HttpAnswer {

  static final String REQUEST_ID = "x-amz-apigw-id";
  static final String ERROR_TYPE = "x-amzn-ErrorType";

  /** A status whose answer has no body, and no length of one. */
  private static final int NO_CONTENT = 204;

  private HttpAnswer() {}

  /** The value of the header Date. */
  static String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /** Refuses a handshake that has the identifiers of a connection. */
  static void refuse(HttpServerRequest request, String requestId, Outcome outcome) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(outcome.status())
        .putHeader(HttpHeaders.DATE, date())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
        .putHeader(REQUEST_ID, requestId);
    outcome.headers().forEach(response::putHeader);
    response.end(outcome.text().orElse(""));
  }

  /** Refuses a request that is not a handshake of a stage. */
  static void forbid(HttpServerRequest request) {
    error(request, 403, "ForbiddenException", "Forbidden", Map.of());
  }

  /** Answers a backend, with the headers of AWS in their order. */
  static void manage(
      HttpServerRequest request, ManagementIds ids, String requestId, ManagementAnswer answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    Buffer body = Buffer.buffer(answer.body());
    response
        .setStatusCode(answer.status())
        .putHeader("Date", date())
        .putHeader("Content-Type", "application/json");
    if (answer.status() != NO_CONTENT) {
      response.putHeader("Content-Length", String.valueOf(body.length()));
    }
    response
        .putHeader("Connection", "keep-alive")
        .putHeader("x-amzn-RequestId", requestId)
        .putHeader(REQUEST_ID, ids.nextExtended());
    answer.errorType().ifPresent(type -> response.putHeader(ERROR_TYPE, type));
    answer.headers().forEach(response::putHeader);
    if (answer.traced()) {
      response.putHeader("X-Amzn-Trace-Id", ids.nextTrace(System.currentTimeMillis()));
    }
    response.end(body);
  }

  /** Refuses a payload that is too large, about which AWS says no more. */
  static void refusePayload(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(413)
        .putHeader("Date", date())
        .putHeader("Content-Length", "0")
        .putHeader("Connection", "keep-alive")
        .end();
  }

  /** Answers a request while the store cannot be read. */
  static void unavailable(HttpServerRequest request) {
    error(
        request,
        503,
        "ServiceUnavailableException",
        "Service Unavailable",
        Map.of("Retry-After", "1"));
  }

  /** Answers an error. */
  static void error(
      HttpServerRequest request,
      int status,
      String type,
      String message,
      Map<String, String> headers) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.DATE, date())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(ERROR_TYPE, type);
    headers.forEach(response::putHeader);
    response.end("{\"message\":\"" + message + "\"}");
  }
}
