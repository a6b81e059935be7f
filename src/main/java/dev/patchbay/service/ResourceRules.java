package dev.patchbay.service;

import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.Map;
import java.util.Set;

/**
 * What one kind of resource demands beyond the shape of its requests: defaults, derived members,
 * and rules that need to see other resources. Pure, for it runs inside the decision of a
 * transition.
 */
interface ResourceRules {

  /**
   * The rules of one kind.
   *
   * @param region the region in the endpoints of APIs
   */
  static ResourceRules of(ResourceType type, String region) {
    return switch (type) {
      case API -> new ApiRules(region);
      case INTEGRATION -> new IntegrationRules();
      case ROUTE -> new RouteRules();
      case INTEGRATION_RESPONSE, ROUTE_RESPONSE -> new ResponseRules();
    };
  }

  /** What {@link #admit} wants to see; the ancestors come by themselves on a create. */
  default Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of();
  }

  /**
   * Completes the members in place.
   *
   * @throws ServiceException when the resource must not become what the candidate says
   */
  void admit(Draft candidate);

  /** What {@link #admitDelete} wants to see. */
  default Set<Read> readsOnDelete(ResourceId id) {
    return Set.of();
  }

  /**
   * Looks for what still needs the resource.
   *
   * @throws ServiceException CONFLICT when something does
   */
  default void admitDelete(ResourceId id, Snapshot snapshot) {}
}
