package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one resource is.
 *
 * @param accountId the account that owns it, twelve digits
 * @param type its kind
 * @param path the identifiers from the root's down to its own, {@link ResourceType#depth} of them
 */
public record ResourceId(String accountId, ResourceType type, List<String> path) {

  public ResourceId {
    path = List.copyOf(path);
    if (path.size() != type.depth()) {
      throw new IllegalArgumentException(type + " has no path " + path);
    }
  }

  /** The account and the type differ less than the path, and one request asks for it many times. */
  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** Its own identifier, the last of the path. */
  public String value() {
    return path.get(path.size() - 1);
  }

  public Optional<ResourceId> parent() {
    return type.parent()
        .map(parent -> new ResourceId(accountId, parent, path.subList(0, path.size() - 1)));
  }

  /** The identifiers of all ancestors, outermost first. */
  public List<ResourceId> ancestors() {
    List<ResourceId> ancestors = new ArrayList<>();
    for (Optional<ResourceId> next = parent(); next.isPresent(); next = next.get().parent()) {
      ancestors.add(0, next.get());
    }
    return ancestors;
  }

  /** The root in which it lies; of a root, itself. */
  public ResourceId root() {
    return new ResourceId(accountId, type.root(), path.subList(0, 1));
  }

  /** The collection that it is in. */
  public ResourceCollection collection() {
    return new ResourceCollection(accountId, type, path.subList(0, path.size() - 1));
  }

  /** The collection of its children of one kind. */
  public ResourceCollection children(ResourceType childType) {
    return new ResourceCollection(accountId, childType, path);
  }
}
