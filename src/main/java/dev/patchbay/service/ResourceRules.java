package dev.patchbay.service;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one type beyond the schemas of its requests: defaults, derived members, and
 * conditions on other resources. Pure, because they run inside the decision of a transition.
 */
public interface ResourceRules {

  /**
   * Returns the rules under which a stored resource was made, where they depend on settings that
   * may have changed since.
   *
   * @throws ServiceException BAD_REQUEST when no settings lead to the stored resource
   */
  default ResourceRules of(Resource stored) {
    return this;
  }

  /**
   * Returns the rules of one change. Costly work that depends on the change alone is done here
   * once, and not in each repeated decision.
   */
  default ResourceRules forChange(Map<String, Object> change) {
    return this;
  }

  /** Returns the members that earlier versions did not store, and that now have a default. */
  default Set<String> defaultsOfLaterVersions() {
    return Set.of();
  }

  /** Returns the reads of {@link #validate}; on a create the ancestors are read anyway. */
  default Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of();
  }

  /** Returns the reads that depend on the members after the change. */
  default Set<Read> furtherReads(Draft draft) {
    return Set.of();
  }

  /** The identifier of a resource whose type names resources by their content. */
  default String contentId(Map<String, Object> members) {
    throw new IllegalStateException("not identified by its content");
  }

  /**
   * Completes the members in place.
   *
   * @throws ServiceException when the rules refuse the draft
   */
  void validate(Draft draft);
}
