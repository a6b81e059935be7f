package dev.patchbay.gateway;

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
    response.end(outcome.text().orElse(""));
  }

  /** Refuses a request that is not a handshake of a stage. */
  static void forbid(HttpServerRequest request) {
    error(request, 403, "ForbiddenException", "Forbidden", Map.of());
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
