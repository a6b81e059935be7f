package dev.patchbay.gateway.management;

import dev.patchbay.auth.AuthError;
import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Caller;
import dev.patchbay.evaluation.JsonText;
import dev.patchbay.gateway.http.GatewayAddress;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionFacts;
import dev.patchbay.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer to a backend in AWS's form.
 *
 * @param errorType empty where it is no error
 * @param traced whether it has the identifier of a trace
 * @param headers beside the headers of all answers
 */
record ManagementAnswer(
    int status,
    Optional<String> errorType,
    String body,
    boolean traced,
    Map<String, String> headers) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** AWS shows a caller only the last digits of the account. */
  private static final int ACCOUNT_DIGITS_SHOWN = 4;

  /** An answer with this status has neither a body nor a content length. */
  private static final int NO_CONTENT = 204;

  static final ManagementAnswer FORBIDDEN =
      new ManagementAnswer(
          403, Optional.of("ForbiddenException"), message("Forbidden"), false, Map.of());

  static final ManagementAnswer UNAVAILABLE =
      new ManagementAnswer(
          503,
          Optional.of("ServiceUnavailableException"),
          message("Service Unavailable"),
          true,
          Map.of("Retry-After", "1"));

  /** Answers with the outcome of a command. */
  static ManagementAnswer of(ConnectionCommand command, CommandOutcome outcome) {
    return switch (outcome.status()) {
      case DONE ->
          new ManagementAnswer(
              command instanceof ConnectionCommand.Delete ? NO_CONTENT : 200,
              Optional.empty(),
              outcome.facts().map(ManagementAnswer::json).orElse(""),
              true,
              Map.of());
      case GONE -> error(410, "GoneException", "");
      case SLOW -> error(429, "LimitExceededException", "");
      case UNAVAILABLE -> UNAVAILABLE;
    };
  }

  static ManagementAnswer invalidConnectionId(String connectionId) {
    return error(
        400,
        "BadRequestException",
        message("Invalid connectionId: " + JsonText.escaped(connectionId)));
  }

  /** Refuses a caller whose role does not allow the request. */
  static ManagementAnswer denied(Caller caller, String region, GatewayAddress stage, String verb) {
    String account = caller.accountId();
    return new ManagementAnswer(
        403,
        Optional.of("AccessDeniedException"),
        ("{\"Message\":\"User: %s is not authorized to perform: execute-api:ManageConnections on"
                + " resource: arn:aws:execute-api:%s:%s:%s/%s/%s/@connections/{connectionId} because"
                + " no session policy allows the execute-api:ManageConnections action\"}")
            .formatted(
                caller.accessKeyId(),
                region,
                "********" + account.substring(account.length() - ACCOUNT_DIGITS_SHOWN),
                stage.apiId(),
                stage.stage(),
                verb),
        false,
        Map.of());
  }

  static ManagementAnswer unauthenticated(AuthException refusal) {
    boolean malformed = refusal.error() == AuthError.BAD_REQUEST;
    return error(
        malformed ? 400 : 403,
        ErrorCode.valueOf(refusal.error().name()).shape(),
        message(JsonText.escaped(String.valueOf(refusal.getMessage()))));
  }

  /** Sends it with the headers of AWS in their order. */
  void send(HttpServerRequest request, ManagementIds ids, String requestId) {
    Buffer content = Buffer.buffer(body);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", "application/json");
    if (status != NO_CONTENT) {
      all.put("Content-Length", String.valueOf(content.length()));
    }
    all.put("Connection", "keep-alive");
    all.put("x-amzn-RequestId", requestId);
    all.put(HttpAnswer.REQUEST_ID, ids.nextExtended());
    errorType.ifPresent(type -> all.put(HttpAnswer.ERROR_TYPE, type));
    all.putAll(headers);
    if (traced) {
      all.put("X-Amzn-Trace-Id", ids.nextTrace(System.currentTimeMillis()));
    }
    HttpAnswer.send(request, status, all, content);
  }

  private static ManagementAnswer error(int status, String type, String body) {
    return new ManagementAnswer(status, Optional.of(type), body, true, Map.of());
  }

  private static String message(String escaped) {
    return "{\"message\":\"" + escaped + "\"}";
  }

  private static String json(ConnectionFacts facts) {
    return """
        {
          "identity" : {
            "sourceIp" : "%s",
            "userAgent" : %s
          },
          "connectedAt" : "%s",
          "lastActiveAt" : "%s"
        }"""
        .formatted(
            JsonText.escaped(facts.sourceIp()),
            facts.userAgent().map(agent -> '"' + JsonText.escaped(agent) + '"').orElse("null"),
            TIME.format(Instant.ofEpochMilli(facts.connectedAtMillis())),
            TIME.format(Instant.ofEpochMilli(facts.lastActiveMillis())));
  }
}
