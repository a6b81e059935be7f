package dev.patchbay.wire;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.impl.Utils;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words the validator's errors. It reports each error again for every schema around it, and its own
 * texts tell neither value nor rule; so the first error of a schema without sub-schemas is taken,
 * and the text is made from the {@code description} of that schema.
 */
final class Violations {

  private static final Set<String> LEAF_KEYWORDS =
      Set.of(
          "type",
          "enum",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "pattern",
          "format",
          "not",
          "required");

  /** What a keyword's location holds when the error is of a key and not of its value. */
  private static final String NAMES = "/propertyNames/";

  private static final Map<String, String> TYPE_NAMES =
      Map.of(
          "string", "a string",
          "boolean", "a boolean",
          "integer", "an integer",
          "array", "a list",
          "object", "a map");

  private final SchemaRepository repository;
  private final List<String> required;

  /** The violations of one request's schema. */
  Violations(SchemaRepository repository, String uri) {
    this.repository = repository;
    JsonArray names = repository.find(uri).get("required", new JsonArray());
    this.required = names.stream().map(String.class::cast).toList();
  }

  /**
   * Chooses the error that is told.
   *
   * @param members the request
   * @param errors what the validator says of it, in the order of the schema
   */
  ServiceException refusal(Map<String, Object> members, List<OutputUnit> errors) {
    for (OutputUnit error : errors) {
      if (keyword(error).equals("type")) {
        Place place = Place.of(error, members);
        return new ServiceException(
                ErrorCode.SERIALIZATION,
                ErrorText.unconvertible(place.path, place.value, expectedType(schema(error))))
            .about(place.path);
      }
    }
    for (String name : required) {
      if (!members.containsKey(name)) {
        return ServiceException.badRequest(ErrorText.required(name)).about(name);
      }
    }
    for (OutputUnit error : errors) {
      if (LEAF_KEYWORDS.contains(keyword(error))) {
        Place place = Place.of(error, members);
        return ServiceException.badRequest(text(error, place)).about(place.path);
      }
    }
    throw new IllegalStateException("refused for no known reason: " + errors);
  }

  private String text(OutputUnit error, Place place) {
    JsonSchema schema = schema(error);
    String allowed = schema.get("description");
    if (keyword(error).equals("format")) {
      allowed += "; " + error.getError();
    }
    boolean ofKey = keyword(error).equals("not") || error.getKeywordLocation().contains(NAMES);
    String member = ofKey ? place.parentPath : place.path;
    Object value = ofKey ? place.key : place.value;
    String title = schema.get("title");
    if (title != null) {
      return ErrorText.unmappable(title, member, String.valueOf(value), allowed);
    }
    return ServiceException.invalid(ofKey ? member + " key" : member, value, allowed).message();
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private JsonSchema schema(OutputUnit error) {
    String location = error.getAbsoluteKeywordLocation();
    return repository.find(location.substring(0, location.lastIndexOf('/')));
  }

  private static String expectedType(JsonSchema schema) {
    Object type = schema.get("type");
    String name = type instanceof JsonArray types ? types.getString(0) : (String) type;
    return TYPE_NAMES.getOrDefault(name, name);
  }

  /**
   * Where in a request an error is.
   *
   * @param path the member and the keys under it, as a message names it
   * @param parentPath the same without the last key
   * @param key the last key
   * @param value what is there, null where it is null or is itself a key
   */
  private record Place(String path, String parentPath, String key, @Nullable Object value) {

    /**
     * The validator's pointer escapes keys in a way that can not be undone, so they are matched.
     */
    static Place of(OutputUnit error, Map<String, Object> members) {
      String[] segments = error.getInstanceLocation().split("/", -1);
      Place place = new Place("", "", "", members);
      for (int i = 1; i < segments.length; i++) {
        place = place.child(segments[i]);
      }
      return place;
    }

    private Place child(String segment) {
      if (value instanceof List<?> list) {
        return new Place(
            path + "[" + segment + "]", path, segment, list.get(Integer.parseInt(segment)));
      }
      if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String name = (String) entry.getKey();
          if (Utils.Pointers.encode(name).equals(segment)) {
            String shown = ErrorText.shownKey(name);
            return new Place(
                path.isEmpty() ? shown : path + "." + shown, path, name, entry.getValue());
          }
        }
      }
      return this;
    }
  }
}
