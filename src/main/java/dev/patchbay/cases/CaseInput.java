package dev.patchbay.cases;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.EvaluationContext;
import dev.patchbay.evaluation.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply of a backend and the context that it comes in. */
public record CaseInput(BackendReply reply, EvaluationContext context) {

  /**
   * The input of a case.
   *
   * @param values by the names that a file of a case has
   * @throws InputException naming the value that is wrong
   */
  public static CaseInput of(Map<String, ? extends @Nullable Object> values) throws InputException {
    return of(Members.of("", values, "reply", "context", "stageVariables", "request"));
  }

  static CaseInput of(Members members) throws InputException {
    if (!members.values().containsKey("reply")) {
      throw new InputException("a case has a reply");
    }
    Members request = members.members("request", "body", "path", "querystring", "header");
    EvaluationContext context =
        new EvaluationContext(
            members.map("context"),
            members.texts("stageVariables"),
            request.body("body"),
            Map.of(
                "path", request.texts("path"),
                "querystring", request.texts("querystring"),
                "header", request.texts("header")));
    return new CaseInput(reply(members), context);
  }

  private static BackendReply reply(Members members) throws InputException {
    Members reply =
        members.members(
            "reply", "statusCode", "headers", "body", "isBase64Encoded", "errorMessage");
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Map.Entry<String, Object> header : reply.map("headers").entrySet()) {
      List<?> values =
          header.getValue() instanceof List<?> list ? list : List.of(header.getValue());
      headers.put(header.getKey(), values.stream().map(String::valueOf).toList());
    }
    return new BackendReply(
        statusCode(reply.text("statusCode")), headers, body(reply), reply.text("errorMessage"));
  }

  private static int statusCode(@Nullable String text) throws InputException {
    if (text == null) {
      return BackendReply.STATUS_CODE_DEFAULT;
    }
    if (!text.matches("[1-5][0-9]{2}")) {
      throw new InputException("reply.statusCode is not a whole number from 100 to 599");
    }
    return Integer.parseInt(text);
  }

  private static Payload body(Members reply) throws InputException {
    Object base64 = reply.values().getOrDefault("isBase64Encoded", false);
    if (!(base64 instanceof Boolean isBase64)) {
      throw new InputException("reply.isBase64Encoded is neither true nor false");
    }
    if (!isBase64) {
      return Payload.ofText(reply.body("body"));
    }
    return Payload.ofBase64(reply.body("body"))
        .orElseThrow(
            () -> new InputException("reply.body is not base64, which isBase64Encoded says"));
  }
}
