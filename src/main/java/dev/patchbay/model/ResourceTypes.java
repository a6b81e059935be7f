package dev.patchbay.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All types of a service, in the order of its table: a parent before its children. Immutable, and
 * handed to whatever works on any type.
 */
public final class ResourceTypes {

  private final List<ResourceType> all;

  public ResourceTypes(List<ResourceType> all) {
    this.all = List.copyOf(all);
  }

  /** The types in the order of the table. */
  public List<ResourceType> all() {
    return all;
  }

  /** The types whose collections belong to an account. */
  public List<ResourceType> roots() {
    return all.stream().filter(type -> type.parent().isEmpty()).toList();
  }

  public List<ResourceType> childrenOf(ResourceType parent) {
    return all.stream().filter(type -> type.parent().filter(parent::equals).isPresent()).toList();
  }

  /** What can be done with every type, in the order of the table. */
  public List<Operation> operations() {
    return all.stream()
        .flatMap(
            type ->
                Arrays.stream(LifecycleOperation.values()).map(each -> Operation.of(type, each)))
        .toList();
  }

  /** The type that the AWS model names so. */
  public Optional<ResourceType> named(String typeName) {
    return all.stream().filter(type -> type.typeName().equals(typeName)).findFirst();
  }
}
