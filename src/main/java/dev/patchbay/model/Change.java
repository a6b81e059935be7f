package dev.patchbay.model;

import java.util.List;

/**
 * The effect of an operation on a resource, without the values.
 *
 * @param operation its name, for example {@code UpdateIntegrationResponse}
 * @param resource the subject; resources created or deleted together with it have no change of
 *     their own
 * @param revisionBefore 0 for a create
 * @param revisionAfter 0 for a deletion
 * @param changedMembers the names of the members that were added, removed or changed, in the order
 *     of the wire; none of a deletion
 */
public record Change(
    String operation,
    ResourceId resource,
    long revisionBefore,
    long revisionAfter,
    List<String> changedMembers) {

  public Change {
    changedMembers = List.copyOf(changedMembers);
  }

  public static Change created(Resource resource) {
    return begun(LifecycleOperation.CREATE.nameOn(resource.id().type()), resource);
  }

  /** The import of a root with all resources below it. */
  public static Change imported(Resource root) {
    return begun(importOf(root.id().type()), root);
  }

  private static String importOf(ResourceType root) {
    return "Import" + root.typeName();
  }

  /** Whether it creates a root whose identifier may have an earlier change log. */
  public boolean mayFollowDeletion() {
    return beginsRoot()
        && (resource.type().identifier().isGiven() || operation.equals(importOf(resource.type())));
  }

  private static Change begun(String operation, Resource resource) {
    ResourceType type = resource.id().type();
    List<String> members = List.copyOf(type.shown(resource.members()).keySet());
    return new Change(operation, resource.id(), 0, resource.revision(), members);
  }

  public static Change updated(Resource before, Resource after) {
    ResourceId id = before.id();
    return new Change(
        LifecycleOperation.UPDATE.nameOn(id.type()),
        id,
        before.revision(),
        after.revision(),
        PatchSemantics.changedMembers(id.type(), before.members(), after.members()));
  }

  /** The same by an operation of another name. */
  public Change by(Operation other) {
    return new Change(other.name(), resource, revisionBefore, revisionAfter, changedMembers);
  }

  public static Change deleted(Resource resource) {
    ResourceId id = resource.id();
    String operation = LifecycleOperation.DELETE.nameOn(id.type());
    return new Change(operation, id, resource.revision(), 0, List.of());
  }

  /** Whether a root itself is created. */
  public boolean beginsRoot() {
    return resource.parent().isEmpty() && revisionBefore == 0;
  }

  /** Whether a root itself is deleted; later changes are about another root. */
  public boolean endsRoot() {
    return resource.parent().isEmpty() && revisionAfter == 0;
  }
}
