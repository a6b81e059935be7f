package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Quota;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import java.util.Map;
import java.util.Objects;

/**
 * The maximum number of resources in a collection, which bounds the work of deleting its parent.
 *
 * @param settings the values of the settings that rows of types name
 */
public record Quotas(Map<String, Integer> settings) {

  public Quotas {
    settings = Map.copyOf(settings);
  }

  /** How many resources of a type one collection takes. */
  int limitOf(ResourceType type) {
    Quota quota = type.quota();
    return quota.setting().isEmpty()
        ? quota.count()
        : Objects.requireNonNull(settings.get(quota.setting()), quota.setting());
  }

  /** Whether a collection of this size takes no further resource. */
  boolean isReached(ResourceType type, long size) {
    return size >= limitOf(type);
  }

  void check(ResourceCollection collection, long size) {
    ResourceType type = collection.type();
    if (!isReached(type, size)) {
      return;
    }
    String parent = type.parent().map(ResourceType::spokenName).orElse("account");
    throw new ServiceException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Maximum number of %ss for this %s has been reached.  Please contact AWS if you need additional %ss."
            .formatted(type.spokenName(), parent, type.spokenName()),
        Map.of(
            "limitType",
            type.pluralName()
                + "Per"
                + Character.toUpperCase(parent.charAt(0))
                + parent.substring(1)));
  }
}
