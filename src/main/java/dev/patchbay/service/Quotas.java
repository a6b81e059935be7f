package dev.patchbay.service;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import java.util.Map;

/**
 * How many resources a collection takes.
 *
 * @param apisMax APIs in an account
 * @param childrenMax resources of one kind under one parent; bounds what a deletion of the parent
 *     must do at once
 */
public record Quotas(int apisMax, int childrenMax) {

  void check(ResourceCollection collection, long size) {
    ResourceType type = collection.type();
    if (size < (type == ResourceType.API ? apisMax : childrenMax)) {
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
