package dev.patchbay.service;

import dev.patchbay.model.ResourceType;
import java.util.Map;

/** The largest size of a resource, for all operations that store one. */
@FunctionalInterface
public interface ResourceLimits {

  /**
   * Refuses a change that makes a resource larger than it may be. A resource that is too large
   * already may become smaller.
   *
   * @param before the members before the change, none when the resource is created
   * @param after the members that would be stored
   * @throws dev.patchbay.model.ServiceException BAD_REQUEST, naming the member that has grown most
   */
  void check(ResourceType type, Map<String, Object> before, Map<String, Object> after);
}
