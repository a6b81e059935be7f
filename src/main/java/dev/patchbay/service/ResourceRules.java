package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;

/**
 * What one kind of resource demands beyond the shape of its requests: defaults, derived members,
 * and rules that need to see other resources. Pure, for it runs inside the decision of a
 * transition.
 */
public interface ResourceRules {

  /**
   * The rules that had come to a stored resource, where they depend on settings that may have
   * changed since.
   *
   * @throws ServiceException BAD_REQUEST when no settings would have come to it
   */
  default ResourceRules of(Resource stored) {
    return this;
  }

  /** Members whose defaults resources of earlier versions lack. */
  default Set<String> defaultsOfLaterVersions() {
    return Set.of();
  }

  /** What {@link #admit} wants to see; the ancestors come by themselves on a create. */
  default Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of();
  }

  /** What it wants to see that only the members after the change tell. */
  default Set<Read> furtherReads(Draft candidate) {
    return Set.of();
  }

  /**
   * Completes the members in place.
   *
   * @throws ServiceException when the resource must not become what the candidate says
   */
  void admit(Draft candidate);
}
