package dev.patchbay.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All types of a service, in the order of its table: a parent before its children. Immutable, and
 * handed to whatever works on any type.
 */
public final class ResourceTypes {

  private final List<ResourceType> all;
  private final List<Operation> others;

  public ResourceTypes(List<ResourceType> all) {
    this(all, List.of());
  }

  /**
   * Types, and operations of some of them.
   *
   * @param others beside the operations of the lifecycle, which each type has
   */
  public ResourceTypes(List<ResourceType> all, List<Operation> others) {
    this.all = List.copyOf(all);
    this.others = List.copyOf(others);
    for (int i = 0; i < all.size(); i++) {
      check(all.get(i), all.subList(0, i));
    }
  }

  private static void check(ResourceType type, List<ResourceType> before) {
    if (!before.containsAll(type.parent().stream().toList())) {
      throw new IllegalArgumentException("the parent of " + type + " does not stand before it");
    }
    if (before.stream().anyMatch(each -> each.typeName().equals(type.typeName()))) {
      throw new IllegalArgumentException(type + " stands in the table twice");
    }
    for (Reference reference : type.references()) {
      check(type, reference, before);
    }
  }

  /**
   * An import reads a resource after the targets of its references. The index of referrers lies
   * beside the resources that refer, and one transaction can only read one root.
   */
  private static void check(ResourceType type, Reference reference, List<ResourceType> before) {
    if (!before.contains(reference.target())) {
      throw new IllegalArgumentException(
          "the target of %s of %s does not stand before it".formatted(reference.member(), type));
    }
    if (reference.isBlocking() && !reference.target().root().equals(type.root())) {
      throw new IllegalArgumentException(
          "%s of %s blocks deletions in another root".formatted(reference.member(), type));
    }
  }

  /**
   * A type that names another.
   *
   * @param type the type of the resources that hold the reference
   */
  public record Referrer(ResourceType type, Reference reference) {}

  /** The types in the order of the table. */
  public List<ResourceType> all() {
    return all;
  }

  /** The types that have operations, in the order of the table. */
  public List<ResourceType> served() {
    return all.stream().filter(type -> !type.isInternal()).toList();
  }

  /** The types whose collections belong to an account. */
  public List<ResourceType> roots() {
    return all.stream().filter(type -> type.parent().isEmpty()).toList();
  }

  /** The roots that have operations. */
  public List<ResourceType> servedRoots() {
    return roots().stream().filter(type -> !type.isInternal()).toList();
  }

  public List<ResourceType> childrenOf(ResourceType parent) {
    return all.stream().filter(type -> type.parent().filter(parent::equals).isPresent()).toList();
  }

  /** The references that block a deletion of their target, a resource of this type. */
  public List<Referrer> blocking(ResourceType target) {
    return all.stream()
        .flatMap(
            type ->
                type.references().stream()
                    .filter(each -> each.isBlocking() && each.target().equals(target))
                    .map(each -> new Referrer(type, each)))
        .toList();
  }

  /** All operations: of the lifecycle of each type in the order of the table, then the others. */
  public List<Operation> operations() {
    Stream<Operation> ofLifecycle =
        served().stream()
            .flatMap(
                type ->
                    Arrays.stream(LifecycleOperation.values())
                        .map(each -> Operation.of(type, each)));
    return Stream.concat(ofLifecycle, others.stream()).toList();
  }

  /** The operation of a name. */
  public Optional<Operation> operation(String name) {
    return operations().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The type that the AWS model names so. */
  public Optional<ResourceType> named(String typeName) {
    return all.stream().filter(type -> type.typeName().equals(typeName)).findFirst();
  }
}
