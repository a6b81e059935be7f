package dev.patchbay.evaluation;

import java.util.Map;

/** The frame that API Gateway sends in place of an answer. */
public final class ErrorFrame {

  private static final String INTERNAL_SERVER_ERROR = "Internal server error";

  private static final String UNSUPPORTED_MEDIA_TYPE = "Unsupported Media Type";

  private ErrorFrame() {}

  /** Returns the frame of a failed evaluation, without its reason. */
  public static String of(EvaluationError error, EvaluationContext context) {
    boolean unsupported = error.kind() == EvaluationError.Kind.UNSUPPORTED_MEDIA_TYPE;
    return of(unsupported ? UNSUPPORTED_MEDIA_TYPE : INTERNAL_SERVER_ERROR, context);
  }

  /** A frame with a message and the identifiers of the connection and of the request. */
  public static String of(String message, EvaluationContext context) {
    return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
        .formatted(
            JsonText.escaped(message),
            variable(context.variables(), "connectionId"),
            variable(context.variables(), "requestId"));
  }

  private static String variable(Map<String, Object> variables, String name) {
    return JsonText.escaped(String.valueOf(variables.getOrDefault(name, "")));
  }
}
