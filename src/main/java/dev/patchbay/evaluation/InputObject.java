package dev.patchbay.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code $input}: the body as text and by JSON paths, and the parameters of the request. */
final class InputObject implements TemplateObject {

  /** The text of an empty body in a template. */
  private static final String EMPTY_BODY = "{}";

  private final JsonPaths paths;
  private final ParsedBody body;
  private final TemplateMap parameters;

  InputObject(JsonPaths paths, String body, Map<String, Map<String, String>> requestParameters) {
    this.paths = paths;
    this.body = new ParsedBody(body);
    this.parameters = new TemplateMap();
    for (String kind : List.of("path", "querystring", "header")) {
      parameters.put(kind, requestParameters.getOrDefault(kind, Map.of()));
    }
  }

  @Override
  public Optional<Object> property(String name) {
    return name.equals("body")
        ? Optional.of(body.text().isEmpty() ? EMPTY_BODY : body.text())
        : Optional.empty();
  }

  @Override
  public @Nullable Call method(String name, int arguments) {
    return switch (name + "/" + arguments) {
      case "path/1" -> given -> path(Arguments.text(given, 0));
      case "json/1" -> given -> json(Arguments.text(given, 0));
      case "params/0" -> given -> parameters;
      case "params/1" -> given -> parameter(Arguments.text(given, 0));
      default -> null;
    };
  }

  private @Nullable Object path(String path) {
    Object value = read(path);
    return value == JsonPaths.MISSING || value == JsonPaths.JsonNull.NULL ? null : value;
  }

  private String json(String path) {
    if (body.text().isEmpty() && path.equals("$")) {
      return EMPTY_BODY;
    }
    Object value = read(path);
    if (value == JsonPaths.MISSING) {
      return "\"\"";
    }
    return Printer.json(value == JsonPaths.JsonNull.NULL ? null : value);
  }

  private Object read(String path) {
    Object document = body.document();
    if (document != JsonPaths.MISSING) {
      return paths.read(document, path);
    }
    if (!body.text().isEmpty()) {
      Budget.current().note("the body is not JSON: " + body.fault());
    }
    return document;
  }

  private @Nullable Object parameter(String name) {
    for (Object kind : ContainerMethods.values(parameters)) {
      if (kind instanceof TemplateMap values && values.containsKey(name)) {
        return values.get(name);
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "$input";
  }
}
