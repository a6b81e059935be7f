package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All resources of one kind under one parent; of APIs, all of an account.
 *
 * @param accountId the account that owns it, twelve digits
 * @param type the kind of its members
 * @param parentPath the parent's path, empty for the APIs of an account
 */
public record ResourceCollection(String accountId, ResourceType type, List<String> parentPath) {

  public ResourceCollection {
    parentPath = List.copyOf(parentPath);
    if (parentPath.size() != type.depth() - 1) {
      throw new IllegalArgumentException(type + " has no parent path " + parentPath);
    }
  }

  public Optional<ResourceId> parent() {
    return type.parent().map(parent -> new ResourceId(accountId, parent, parentPath));
  }

  /** The resource of this collection that has an identifier. */
  public ResourceId member(String id) {
    List<String> path = new ArrayList<>(parentPath);
    path.add(id);
    return new ResourceId(accountId, type, path);
  }
}
