package dev.patchbay.wire;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.FastAccept.Fault;
import dev.patchbay.wire.FastAccept.Formatted;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Words the refusal of a request. One fault is told, whatever else is wrong, and its text is made
 * from the {@code description} of the schema that refuses.
 */
final class Violations {

  private static final Map<String, String> TYPE_NAMES =
      Map.of(
          "string", "a string",
          "boolean", "a boolean",
          "integer", "an integer",
          "array", "a list",
          "object", "a map");

  private final FastAccept schema;
  private final List<String> required;

  /** The violations of one request's schema. */
  Violations(FastAccept schema, JsonObject document) {
    this.schema = schema;
    this.required = ScalarChecks.strings(document.getJsonArray("required", new JsonArray()));
  }

  /** Chooses the fault that is told of a request that the schema does not accept. */
  ServiceException refusal(Map<String, Object> members) {
    Fault wrongType = schema.wrongType(members, Place.top(members));
    if (wrongType != null) {
      Place place = wrongType.place();
      String expected = expectedType(wrongType.schema());
      return new ServiceException(
              ErrorCode.SERIALIZATION,
              ErrorText.unconvertible(place.path(), place.value(), expected))
          .about(place.path());
    }
    for (String name : required) {
      if (!members.containsKey(name)) {
        return ServiceException.badRequest(ErrorText.required(name)).about(name);
      }
    }
    Fault fault = schema.fault(members, Place.top(members));
    if (fault == null) {
      throw new IllegalStateException("refused for no known reason");
    }
    return refusal(fault);
  }

  /** The refusal of a text that does not have its format. */
  static ServiceException refusal(Formatted wrong, String reason) {
    return refusal(wrong.schema(), wrong.place(), false, "; " + reason);
  }

  /** The refusal of one fault. */
  static ServiceException refusal(Fault fault) {
    Place place = fault.place();
    JsonObject schema = fault.schema();
    return switch (fault.keyword()) {
      case "maxProperties" -> tooMany(place, ((Map<?, ?>) value(place)).size(), schema);
      case "maxItems" -> tooMany(place, ((List<?>) value(place)).size(), schema);
      default -> refusal(schema, place, fault.ofKey(), "");
    };
  }

  private static Object value(Place place) {
    if (place.value() == null) {
      throw new IllegalStateException("null has no entries");
    }
    return place.value();
  }

  private static ServiceException tooMany(Place place, int entries, JsonObject schema) {
    int most = schema.getInteger("maxProperties", schema.getInteger("maxItems"));
    return tooManyEntries(place.path(), entries, most);
  }

  /** The refusal of a map or a list with too many entries. */
  static ServiceException tooManyEntries(String path, int entries, int most) {
    return ServiceException.badRequest(
            "Invalid %s specified: %d entries. Allowed: at most %d entries."
                .formatted(path, entries, most))
        .about(path);
  }

  private static ServiceException refusal(
      JsonObject schema, Place place, boolean ofKey, String reason) {
    String allowed = schema.getString("description") + reason;
    String member = ofKey ? place.parentPath() : place.path();
    Object value = ofKey ? place.key() : place.value();
    String title = schema.getString("title");
    ServiceException refused =
        title == null
            ? ServiceException.invalid(ofKey ? member + " key" : member, value, allowed)
            : ServiceException.badRequest(
                ErrorText.unmappable(title, member, String.valueOf(value), allowed));
    return refused.about(place.path());
  }

  private static String expectedType(JsonObject schema) {
    Object type = schema.getValue("type");
    String name = type instanceof JsonArray types ? types.getString(0) : (String) type;
    return TYPE_NAMES.getOrDefault(name, name);
  }
}
