package dev.patchbay.gateway.http;

import dev.patchbay.gateway.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** Writes the answers to requests that do not become connections. */
public final class HttpAnswer {

  public static final String REQUEST_ID = "x-amz-apigw-id";
  public static final String ERROR_TYPE = "x-amzn-ErrorType";

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String REFUSAL_TYPE = "application/json; charset=UTF-8";

  private HttpAnswer() {}

  /** The value of the header Date. */
  public static String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /**
   * Refuses a handshake that has the identifiers of a connection, with AWS's headers in their
   * order, followed by the headers of a backend.
   */
  public static void refuse(HttpServerRequest request, String requestId, Outcome outcome) {
    Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    own.putAll(outcome.headers());
    String type = own.remove(CONTENT_TYPE);
    Buffer body = Buffer.buffer(outcome.text().orElse(""));
    HttpServerResponse response = request.response();
    response
        .setStatusCode(outcome.status())
        .putHeader(HttpHeaders.DATE, date())
        .putHeader(HttpHeaders.CONTENT_TYPE, type == null ? REFUSAL_TYPE : type)
        .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.KEEP_ALIVE)
        .putHeader(REQUEST_ID, requestId);
    own.forEach(response::putHeader);
    response.end(body);
  }

  /** Refuses a request that is not a handshake of a stage. */
  public static void forbid(HttpServerRequest request) {
    error(request, 403, "ForbiddenException", "Forbidden", Map.of());
  }

  /** Answers with headers in their order, behind the date; nothing where the client has gone. */
  public static void send(
      HttpServerRequest request, int status, Map<String, String> headers, Buffer body) {
    send(request, status, HttpHeaders.headers().addAll(headers), body);
  }

  /**
   * Answers with headers behind the date.
   *
   * @return ends when the answer is sent, or cannot be
   */
  public static Future<Void> send(
      HttpServerRequest request, int status, MultiMap headers, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(status).putHeader("Date", date());
    response.headers().addAll(headers);
    return response.end(body);
  }

  /** Refuses a payload that is too large, with AWS's text. */
  public static void refusePayload(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(413)
        .putHeader("Date", date())
        .putHeader("Content-Length", "0")
        .putHeader("Connection", "keep-alive")
        .end();
  }

  /** Answers a request while the store cannot be read. */
  public static void unavailable(HttpServerRequest request) {
    error(
        request,
        503,
        "ServiceUnavailableException",
        "Service Unavailable",
        Map.of("Retry-After", "1"));
  }

  /** Answers an error. */
  public static void error(
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
