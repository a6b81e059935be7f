package dev.patchbay.service;

import dev.patchbay.model.Reference;
import dev.patchbay.model.Refusal;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds and checks the resources that the members of a resource name. */
final class References {

  private References() {}

  /**
   * Returns the reads of the targets of a change. A malformed value has no target, and neither has
   * a value whose outer reference is malformed.
   *
   * @param members all members, for the outer reference may be a member that the change does not
   *     name
   */
  static Set<Read> reads(ResourceId id, Map<String, Object> change, Map<String, Object> members) {
    Set<Read> reads = new LinkedHashSet<>();
    for (Reference reference : id.type().references()) {
      if (!reference.isOwned() && isNamed(id.type(), reference, change)) {
        for (String value : named(reference, change, members)) {
          target(id, reference, value, members).ifPresent(reads::add);
        }
      }
    }
    return reads;
  }

  /** Whether the targets of a change depend on members that it does not name. */
  static boolean needCurrent(ResourceType type, Map<String, Object> change) {
    return type.references().stream()
        .anyMatch(
            each ->
                each.within() != null
                    && change.containsKey(each.topMember())
                        != change.containsKey(outer(type, each).topMember()));
  }

  /**
   * Refuses a change that names a missing resource.
   *
   * @param members the members as the rules complete them
   * @throws ServiceException as the row of the reference says
   */
  static void check(
      ResourceId id, Map<String, Object> change, Map<String, Object> members, Snapshot snapshot) {
    check(id, change, members, snapshot, read -> true);
  }

  /** Refuses the same for the chosen targets alone. */
  static void check(
      ResourceId id,
      Map<String, Object> change,
      Map<String, Object> members,
      Snapshot snapshot,
      Predicate<Read> chosen) {
    for (Reference reference : id.type().references()) {
      if (!reference.isOwned() && isNamed(id.type(), reference, change)) {
        for (String value : named(reference, change, members)) {
          check(id, reference, value, members, snapshot, chosen);
        }
      }
    }
  }

  private static void check(
      ResourceId id,
      Reference reference,
      String value,
      Map<String, Object> members,
      Snapshot snapshot,
      Predicate<Read> chosen) {
    Refusal malformed = reference.malformed();
    if (reference.named(value).isEmpty() && malformed != null) {
      throw refusal(malformed, reference, value);
    }
    Optional<Read> target = target(id, reference, value, members);
    if (target.isPresent() && !snapshot.has(target.get())) {
      // The outer reference was changed since the reads were chosen.
      throw ServiceException.concurrentModification();
    }
    if (target.filter(chosen.negate()).isPresent()) {
      return;
    }
    if (target.isEmpty() || !isThere(target.get(), snapshot)) {
      Refusal missing = reference.missing();
      throw missing == null
          ? ServiceException.notFound(shown(id, reference, value, members))
          : refusal(missing, reference, value);
    }
  }

  private static ServiceException refusal(Refusal refusal, Reference reference, String value) {
    return new ServiceException(
            refusal.code(), refusal.text().replace("{value}", ShownValue.cut(value)))
        .about(reference.member());
  }

  /** Returns the target's identifier for an error. */
  private static ResourceId shown(
      ResourceId id, Reference reference, String value, Map<String, Object> members) {
    String named = reference.named(value).orElse(value);
    return collection(id, reference, members)
        .map(in -> in.member(named))
        .orElseGet(() -> new ResourceId(id.accountId(), reference.target().root(), List.of(named)));
  }

  /** Returns the root of a target. */
  static ResourceId root(Read target) {
    if (target instanceof Read.OfResource resource) {
      return resource.id().root();
    }
    ResourceCollection collection = ((Read.OfHolders) target).collection();
    return collection.parent().orElseThrow().root();
  }

  static boolean isThere(Read target, Snapshot snapshot) {
    return target instanceof Read.OfResource resource
        ? snapshot.resource(resource.id()).isPresent()
        : target instanceof Read.OfHolders holders
            && !snapshot.holders(holders.collection(), holders.member(), holders.value()).isEmpty();
  }

  private static boolean isNamed(
      ResourceType type, Reference reference, Map<String, Object> change) {
    return change.containsKey(reference.topMember())
        || (reference.within() != null && change.containsKey(outer(type, reference).topMember()));
  }

  /**
   * Returns the values that the change sets and the rules keep; entries of a map that the change
   * does not name are not checked again.
   */
  private static List<String> named(
      Reference reference, Map<String, Object> change, Map<String, Object> members) {
    List<String> all = reference.values(members);
    return change.containsKey(reference.topMember())
        ? reference.values(change).stream().filter(all::contains).distinct().toList()
        : all;
  }

  private static Optional<Read> target(
      ResourceId id, Reference reference, String value, Map<String, Object> members) {
    return reference
        .named(value)
        .flatMap(
            named ->
                collection(id, reference, members)
                    .map(
                        in ->
                            reference.byName()
                                ? new Read.OfHolders(
                                    in, in.type().uniqueMember().orElseThrow(), named)
                                : new Read.OfResource(in.member(named))));
  }

  /** Returns the collection of the target; empty where the outer reference has no target. */
  private static Optional<ResourceCollection> collection(
      ResourceId id, Reference reference, Map<String, Object> members) {
    ResourceType target = reference.target();
    if (reference.within() == null) {
      List<String> parents = id.path().subList(0, target.depth() - 1);
      return Optional.of(new ResourceCollection(id.accountId(), target, parents));
    }
    Reference outer = outer(id.type(), reference);
    return outer.values(members).stream()
        .findFirst()
        .flatMap(value -> target(id, outer, value, members))
        .map(read -> ((Read.OfResource) read).id().children(target));
  }

  /** Returns the reference whose target is the parent of this reference's target. */
  private static Reference outer(ResourceType type, Reference reference) {
    return type.references().stream()
        .filter(each -> each.member().equals(reference.within()))
        .findFirst()
        .orElseThrow();
  }
}
