package dev.patchbay.wire;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * The limits of a stored resource: updates merge maps, so that many small requests can make a large
 * resource. A stored resource always fits into one request: it has no more bytes, values, entries
 * and work of compiling than a request may have.
 */
public final class ResourceSizes {

  private final RequestSchemas schemas;
  private final int bytesMax;

  /**
   * The limits of all resources.
   *
   * @param bytesMax of the JSON of a resource
   */
  public ResourceSizes(RequestSchemas schemas, int bytesMax) {
    this.schemas = schemas;
    this.bytesMax = bytesMax;
  }

  /** Implements {@code ResourceLimits} of the service. */
  public void check(ResourceType type, Map<String, Object> before, Map<String, Object> after) {
    int bytes = ResourceCodec.encode(after).length;
    if (bytes > bytesMax && (before.isEmpty() || bytes > ResourceCodec.encode(before).length)) {
      throw tooLarge(type, before, after, bytes);
    }
    schemas.checkStored(type, before, after);
    int values = values(after.values());
    if (values > JsonReader.VALUES_MAX && values > values(before.values())) {
      String member = grown(before, after);
      throw ServiceException.badRequest(
              "Invalid %s specified: with it the %s would hold %d values. Allowed: at most %d values."
                  .formatted(member, type.typeName(), values, JsonReader.VALUES_MAX))
          .about(member);
    }
  }

  private ServiceException tooLarge(
      ResourceType type, Map<String, Object> before, Map<String, Object> after, int bytes) {
    String member = grown(before, after);
    return ServiceException.badRequest(
            "Invalid %s specified: with it the %s would be %d bytes of JSON. Allowed: at most %d bytes."
                .formatted(member, type.typeName(), bytes, bytesMax))
        .about(member);
  }

  /** The member that has grown most. */
  private static String grown(Map<String, Object> before, Map<String, Object> after) {
    return after.keySet().stream()
        .filter(name -> after.get(name) != before.get(name))
        .max(Comparator.comparingInt(name -> bytes(after, name) - bytes(before, name)))
        .orElse("");
  }

  private static int bytes(Map<String, Object> members, String name) {
    Object value = members.get(name);
    return value == null ? 0 : ResourceCodec.encode(Map.of(name, value)).length;
  }

  private static int values(Collection<?> values) {
    int count = values.size();
    for (Object value : values) {
      if (value instanceof Map<?, ?> map) {
        count += values(map.values());
      } else if (value instanceof Collection<?> list) {
        count += values(list);
      }
    }
    return count;
  }
}
