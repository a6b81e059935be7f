package dev.patchbay.model;

import java.util.Set;

/**
 * The condition of {@code If-Match} on the stored resource (RFC 9110, section 13.1.1).
 *
 * @param anyRevision whether every revision fulfils it
 * @param revisions else, the revisions that fulfil it
 */
public record Precondition(boolean anyRevision, Set<Long> revisions) {

  public static final Precondition NONE = new Precondition(true, Set.of());

  public Precondition {
    revisions = Set.copyOf(revisions);
  }

  /**
   * Refuses a resource that the precondition does not name.
   *
   * @throws ServiceException PRECONDITION_FAILED when the resource has another revision
   */
  public void check(Resource resource) {
    if (!anyRevision && !revisions.contains(resource.revision())) {
      throw ServiceException.preconditionFailed(resource.revision());
    }
  }
}
