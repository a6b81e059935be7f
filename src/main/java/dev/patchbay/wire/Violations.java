package dev.patchbay.wire;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the message of a refused request. It reports one fault, with the {@code description} of
 * the schema that refuses the value.
 */
final class Violations {

  private static final Map<String, String> TYPE_NAMES =
      Map.of(
          "string", "a string",
          "boolean", "a boolean",
          "integer", "an integer",
          "array", "a list",
          "object", "a map");

  /** The keywords whose refusal says what is allowed with the description of their schema. */
  private static final List<String> DESCRIBED =
      List.of(
          "const",
          "enum",
          "maxLength",
          "minLength",
          "minimum",
          "maximum",
          "pattern",
          "not",
          "oneOf",
          "format");

  /** The keyword of a member whose absence has a text of its own at AWS. */
  static final String MISSING = "x-missing";

  private Violations() {}

  /**
   * Checks that a schema has the description that its refusals need.
   *
   * @throws IllegalStateException when it has none
   */
  static void checkDescribed(JsonObject schema) {
    for (String keyword : DESCRIBED) {
      if (schema.containsKey(keyword) && !schema.containsKey("description")) {
        throw new IllegalStateException("its keyword " + keyword + " needs a description");
      }
    }
  }

  /** Chooses the fault to report of a request that the schema refuses. */
  static ServiceException refusal(CompiledSchema schema, Map<String, Object> members) {
    Fault wrongType = FirstFault.wrongType(schema, members, Place.top(members));
    if (wrongType != null) {
      Place place = wrongType.place();
      String expected = expectedType(wrongType.schema());
      return new ServiceException(
              ErrorCode.SERIALIZATION,
              ErrorText.unconvertible(place.path(), place.value(), expected))
          .about(place.path());
    }
    Fault fault = FirstFault.of(schema, members, Place.top(members));
    if (fault == null) {
      throw new IllegalStateException("refused for no known reason");
    }
    return refusal(fault);
  }

  /** The refusal of a text that does not have its format. */
  static ServiceException refusal(FormattedText wrong, String reason) {
    return refusal(wrong.schema(), wrong.place(), false, "; " + reason);
  }

  /** The refusal of one fault. */
  static ServiceException refusal(Fault fault) {
    Place place = fault.place();
    JsonObject schema = fault.schema();
    return switch (fault.keyword()) {
      case "required" -> missing(place, schema);
      case "maxProperties", "maxItems" -> {
        int most = schema.getInteger(fault.keyword());
        yield tooManyEntries(place.path(), entries(place), most);
      }
      case "minProperties", "minItems" ->
          wrongEntries(
              place.path(),
              entries(place),
              "at least " + counted(schema.getInteger(fault.keyword())));
      default -> refusal(schema, place, fault.ofKey(), "");
    };
  }

  private static int entries(Place place) {
    return place.value() instanceof Map<?, ?> map
        ? map.size()
        : ((List<?>) Objects.requireNonNull(place.value())).size();
  }

  private static ServiceException missing(Place place, JsonObject schema) {
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(place.value());
    String name =
        KeywordChecks.strings(schema.getJsonArray("required")).stream()
            .filter(each -> !map.containsKey(each))
            .findFirst()
            .orElseThrow();
    String path = place.entry(name, null).path();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    String own = properties.getJsonObject(name, new JsonObject()).getString(MISSING);
    if (own != null) {
      return ServiceException.badRequest(own).about(path);
    }
    String where = path.equals(name) ? "" : " in " + place.path();
    return ServiceException.badRequest(ErrorText.required(name) + where).about(path);
  }

  /** The refusal of a map or a list with too many entries. */
  static ServiceException tooManyEntries(String path, int entries, int most) {
    return wrongEntries(path, entries, "at most " + counted(most));
  }

  private static ServiceException wrongEntries(String path, int entries, String allowed) {
    return ServiceException.badRequest(
            "Invalid %s specified: %s. Allowed: %s.".formatted(path, counted(entries), allowed))
        .about(path);
  }

  private static String counted(int entries) {
    return entries == 1 ? "1 entry" : entries + " entries";
  }

  private static ServiceException refusal(
      JsonObject schema, Place place, boolean ofKey, String reason) {
    String allowed = schema.getString("description") + reason;
    String member = ofKey ? place.parentPath() : place.path();
    Object value = ofKey ? place.key() : place.value();
    String title = schema.getString("title");
    ServiceException refused =
        title == null
            ? ServiceException.invalid(ofKey ? key(member) : member, value, allowed)
            : ServiceException.badRequest(
                ErrorText.unmappable(title, member, String.valueOf(value), allowed));
    return refused.about(place.path());
  }

  private static String key(String member) {
    return member.isEmpty() ? "member" : member + " key";
  }

  private static String expectedType(JsonObject schema) {
    Object type = schema.getValue("type");
    String name = type instanceof JsonArray types ? types.getString(0) : (String) type;
    return TYPE_NAMES.getOrDefault(name, name);
  }
}
