package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of the variables of expressions, by their names without the dollar. */
final class Variables {

  private static final String REQUEST_BODY = "request.body";
  private static final String RESPONSE = "integration.response.";
  private static final String RESPONSE_BODY = RESPONSE + "body";

  private final JsonPaths paths;
  private final @Nullable BackendReply reply;
  private final EvaluationContext context;
  private final ParsedBody requestBody;
  private final ParsedBody replyBody;

  Variables(JsonPaths paths, @Nullable BackendReply reply, EvaluationContext context) {
    this.paths = paths;
    this.reply = reply;
    this.context = context;
    this.requestBody = new ParsedBody(context.requestBody());
    this.replyBody = new ParsedBody(reply == null ? "" : reply.body().text());
  }

  boolean isRequestJson() {
    return requestBody.document() != JsonPaths.MISSING;
  }

  /** The value for the choice of a route or of an integration response. */
  Optional<String> forSelection(String name) {
    if (reply != null && isPathInto(RESPONSE_BODY, name)) {
      String path = name.substring(RESPONSE_BODY.length());
      return reply.errorMessage() != null && path.equals(".errorMessage")
          ? Optional.of(reply.errorMessage())
          : select(replyBody, path);
    }
    return forTemplateSelection(name);
  }

  /** The value for the choice of a template, for which the body of the reply has none. */
  Optional<String> forTemplateSelection(String name) {
    if (isPathInto(REQUEST_BODY, name)) {
      return select(requestBody, name.substring(REQUEST_BODY.length()));
    }
    if (name.startsWith("request.header.")) {
      return requestParameter("header", name.substring("request.header.".length()));
    }
    if (name.startsWith("request.querystring.")) {
      return requestParameter("querystring", name.substring("request.querystring.".length()));
    }
    return ofReply(name).or(() -> ofSurroundings(name));
  }

  private Optional<String> requestParameter(String kind, String name) {
    Map<String, String> values = context.requestParameters().getOrDefault(kind, Map.of());
    return Optional.ofNullable(values.get(name));
  }

  private Optional<String> ofReply(String name) {
    if (reply == null || !name.startsWith(RESPONSE)) {
      return Optional.empty();
    }
    String rest = name.substring(RESPONSE.length());
    if (rest.equals("statuscode")) {
      return Optional.of(Integer.toString(reply.statusCode()));
    }
    if (rest.startsWith("header.")) {
      return reply.header(rest.substring("header.".length()));
    }
    return rest.startsWith("multivalueheader.")
        ? reply.headerValues(rest.substring("multivalueheader.".length()))
        : Optional.empty();
  }

  /** A stage variable or a member of the context, by a dotted name. */
  private Optional<String> ofSurroundings(String name) {
    if (name.startsWith("stageVariables.")) {
      String variable = name.substring("stageVariables.".length());
      return Optional.ofNullable(context.stageVariables().get(variable));
    }
    if (!name.startsWith("context.")) {
      return Optional.empty();
    }
    Object value = context.variables();
    for (String member : name.substring("context.".length()).split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(member) : null;
    }
    return Optional.ofNullable(value).map(Values::admit).map(Variables::scalarText);
  }

  private static String scalarText(Object value) {
    return value instanceof TemplateMap || value instanceof TemplateList
        ? Printer.json(value)
        : Printer.text(value);
  }

  /** The value of a mapping of a parameter. */
  Optional<String> forParameter(String name) {
    if (reply == null || !name.startsWith(RESPONSE_BODY)) {
      return ofReply(name).or(() -> ofSurroundings(name));
    }
    String body = replyBody.text();
    if (name.equals(RESPONSE_BODY)) {
      return Optional.of(body.isEmpty() ? "{}" : body);
    }
    if (body.isEmpty() || "{[\"'".indexOf(body.charAt(0)) < 0) {
      return Optional.empty();
    }
    if (replyBody.document() == JsonPaths.MISSING) {
      throw new EvaluationFault(
          Kind.PARAMETER,
          "the body of the reply is not JSON, which " + name + " needs: " + replyBody.fault());
    }
    return paths.readText(replyBody.document(), "$" + name.substring(RESPONSE_BODY.length()));
  }

  /**
   * The value of a mapping of a parameter of the request. AWS's guide writes {@code route.request},
   * its model {@code method.request}.
   */
  Optional<String> forRequestParameter(String name) {
    if (!name.startsWith("route.request.") && !name.startsWith("method.request.")) {
      return ofSurroundings(name);
    }
    String source = name.substring(name.indexOf('.') + 1);
    if (source.equals(REQUEST_BODY)) {
      return Optional.of(requestBody.text());
    }
    if (!isPathInto(REQUEST_BODY, source)) {
      return forTemplateSelection(source);
    }
    return isContainer(requestBody.document())
        ? paths.readText(requestBody.document(), "$" + source.substring(REQUEST_BODY.length()))
        : Optional.empty();
  }

  private static boolean isPathInto(String body, String name) {
    return name.startsWith(body)
        && name.length() > body.length()
        && (name.charAt(body.length()) == '.' || name.charAt(body.length()) == '[');
  }

  /** The value at a path of a body; a body that is not JSON has none. */
  private Optional<String> select(ParsedBody body, String path) {
    Object document = body.document();
    if (!isContainer(document)) {
      return Optional.empty();
    }
    Object value = paths.read(document, "$" + path);
    if (value == JsonPaths.MISSING || value == JsonPaths.JsonNull.NULL) {
      return Optional.empty();
    }
    return Optional.of(value instanceof TemplateList list ? listText(list) : scalarText(value));
  }

  private static boolean isContainer(Object document) {
    return document instanceof TemplateMap || document instanceof TemplateList;
  }

  private static String listText(TemplateList list) {
    return list.stream().map(Printer::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
