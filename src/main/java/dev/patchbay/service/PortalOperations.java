package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The operations that publish, preview and disable a portal. Each is complete when it is answered,
 * because nothing is rendered.
 */
final class PortalOperations {

  static final String STATUS = "publishStatus";

  static final String DISABLED = "DISABLED";

  private static final String PUBLISHED = "PUBLISHED";

  private static final String LAST_PUBLISHED = "lastPublished";

  private static final String DESCRIPTION = "lastPublishedDescription";

  /** AWS: the length of the description of a publication. */
  private static final int DESCRIPTION_LENGTH_MAX = 1_024;

  private static final String PREVIEW = "preview";

  private static final Map<String, Object> READY = Map.of("previewStatus", "PREVIEW_READY");

  /** The members that these operations write, and their values. */
  private static final Map<String, Predicate<Object>> WRITTEN =
      Map.of(
          STATUS, Set.of(PUBLISHED, DISABLED)::contains,
          LAST_PUBLISHED, PortalOperations::isDate,
          DESCRIPTION, PortalOperations::isDescription,
          PREVIEW, READY::equals);

  static final Map<String, OperationFunction> FUNCTIONS =
      Map.of(
          "PublishPortal", PortalOperations::publish,
          "PreviewPortal", PortalOperations::preview,
          "DisablePortal", PortalOperations::disable);

  private PortalOperations() {}

  private static Future<Optional<Map<String, Object>>> publish(
      ResourceService service, OperationRequest request) {
    Object description = request.members().get("description");
    return edit(
            service,
            request,
            (members, now) -> {
              members.put(STATUS, PUBLISHED);
              members.put(LAST_PUBLISHED, now.truncatedTo(ChronoUnit.SECONDS).toString());
              members.remove(DESCRIPTION);
              if (description != null && !description.equals("")) {
                members.put(DESCRIPTION, description);
              }
              return members;
            })
        .map(published -> Optional.of(Map.of()));
  }

  private static Future<Optional<Map<String, Object>>> preview(
      ResourceService service, OperationRequest request) {
    return edit(
            service,
            request,
            (members, now) -> {
              members.put(PREVIEW, READY);
              return members;
            })
        .map(ready -> Optional.of(Map.of()));
  }

  private static Future<Optional<Map<String, Object>>> disable(
      ResourceService service, OperationRequest request) {
    return edit(
            service,
            request,
            (members, now) -> {
              members.put(STATUS, DISABLED);
              return members;
            })
        .map(disabled -> Optional.empty());
  }

  private static Future<?> edit(
      ResourceService service, OperationRequest request, MemberEdit edit) {
    return service.edit(request.call(), request.id(), request.operation(), edit);
  }

  /**
   * Returns the members of a portal that these operations have written.
   *
   * @throws dev.patchbay.model.ServiceException BAD_REQUEST when they leave no such value
   */
  static Map<String, Object> written(Map<String, Object> stored) {
    Map<String, Object> written = new LinkedHashMap<>();
    WRITTEN.forEach(
        (member, allowed) -> {
          Object value = stored.get(member);
          if (value != null && !allowed.test(value)) {
            throw badRequest(member + " is not what the service would have stored");
          }
          if (value != null) {
            written.put(member, value);
          }
        });
    return written;
  }

  private static boolean isDate(Object value) {
    try {
      Instant date = Instant.parse(String.valueOf(value));
      return date.truncatedTo(ChronoUnit.SECONDS).toString().equals(value);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isDescription(Object value) {
    return value instanceof String text
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= DESCRIPTION_LENGTH_MAX;
  }
}
