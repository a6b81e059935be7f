package dev.patchbay.service;

import dev.patchbay.model.Change;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Refusal;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the resources that name a resource and so block its deletion. */
final class Referrers {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z.]+)}");

  private static final int PARENTS_MAX = Limit.SEARCHED_PARENTS.intValue();

  private final Resource target;
  private final Snapshot snapshot;
  private final Set<Read> unread = new LinkedHashSet<>();
  private int parentsLeft = PARENTS_MAX;

  private Referrers(Resource target, Snapshot snapshot) {
    this.target = target;
    this.snapshot = snapshot;
  }

  /** Returns the reads that are known before the first one: the indexes of sibling collections. */
  static Set<Read> firstReads(ResourceTypes types, ResourceId target) {
    Set<Read> reads = new LinkedHashSet<>();
    for (ResourceTypes.Referrer referrer : types.blocking(target.type())) {
      ResourceType parent = referrer.type().parent().orElseThrow();
      if (!referrer.reference().byName() && target.type().lineage().contains(parent)) {
        ResourceId common = ancestor(target, parent.depth());
        reads.add(
            new Read.OfHolders(
                common.children(referrer.type()),
                referrer.reference().member(),
                referrer.reference().prefix() + target.value()));
      }
    }
    return reads;
  }

  private static ResourceId ancestor(ResourceId id, int depth) {
    return new ResourceId(
        id.accountId(), id.type().lineage().get(depth - 1), id.path().subList(0, depth));
  }

  /** Resources that name another one by its unique member block a change of that member. */
  static Set<Read> checkRenamed(
      ResourceTypes types, Resource target, Change made, Snapshot snapshot) {
    return target.id().type().uniqueMember().filter(made.changedMembers()::contains).isPresent()
        ? check(types, target, each -> each.reference().byName(), snapshot)
        : Set.of();
  }

  /**
   * Looks for resources that name the target.
   *
   * @param chosen the references that matter
   * @return the reads that the answer needs first; empty where nothing names it
   * @throws ServiceException as the row of the reference says, where a resource names it
   */
  static Set<Read> check(
      ResourceTypes types,
      Resource target,
      Function<ResourceTypes.Referrer, Boolean> chosen,
      Snapshot snapshot) {
    Referrers search = new Referrers(target, snapshot);
    for (ResourceTypes.Referrer referrer : types.blocking(target.id().type())) {
      if (chosen.apply(referrer)) {
        referrer
            .reference()
            .valueFor(target)
            .ifPresent(value -> search.in(search.commonAncestor(referrer.type()), referrer, value));
      }
    }
    return search.unread;
  }

  /** The deepest ancestor of the target in which resources of the other type lie. */
  private ResourceId commonAncestor(ResourceType other) {
    int depth = 1;
    while (depth < Math.min(target.id().type().depth(), other.depth()) - 1
        && target.id().type().lineage().get(depth).equals(other.lineage().get(depth))) {
      depth++;
    }
    return ancestor(target.id(), depth);
  }

  private void in(ResourceId outer, ResourceTypes.Referrer referrer, String value) {
    ResourceType next = referrer.type().lineage().get(outer.type().depth());
    ResourceCollection children = outer.children(next);
    if (next.equals(referrer.type())) {
      look(new Read.OfHolders(children, referrer.reference().member(), value), referrer);
      return;
    }
    // One more than the search may visit, so that too many are noticed.
    Read.OfEntries parents = new Read.OfEntries(children, PARENTS_MAX + 1);
    if (isRead(parents)) {
      List<Entry> found = snapshot.entries(parents);
      parentsLeft -= found.size();
      if (parentsLeft < 0) {
        throw ServiceException.badRequest(
            "The %s has too many %ss to find out whether the %s is in use"
                .formatted(
                    outer.type().spokenName(), next.spokenName(), target.id().type().spokenName()));
      }
      for (Entry each : found) {
        in(each.id(), referrer, value);
      }
    }
  }

  private boolean isRead(Read read) {
    if (!snapshot.has(read)) {
      unread.add(read);
      return false;
    }
    return true;
  }

  private void look(Read.OfHolders index, ResourceTypes.Referrer referrer) {
    if (!isRead(index)) {
      return;
    }
    Set<String> ids = snapshot.holders(index.collection(), index.member(), index.value());
    if (ids.isEmpty()) {
      return;
    }
    Refusal refusal = referrer.reference().inUse();
    if (refusal == null) {
      throw new IllegalStateException(referrer + " blocks nothing");
    }
    ResourceId first = index.collection().member(ids.stream().sorted().toList().get(0));
    if (!refusal.text().contains("{referrer.") || isRead(new Read.OfResource(first))) {
      throw refusal(refusal, ids, first);
    }
  }

  private ServiceException refusal(Refusal refusal, Set<String> ids, ResourceId first) {
    String text =
        PLACE
            .matcher(refusal.text())
            .replaceAll(place -> Matcher.quoteReplacement(shown(place.group(1), ids, first)));
    return new ServiceException(refusal.code(), text);
  }

  private String shown(String place, Set<String> ids, ResourceId first) {
    if (place.equals("referrers")) {
      return ids.stream().sorted().toList().toString();
    }
    Map<String, Object> members =
        place.startsWith("referrer.")
            ? Optional.of(first).flatMap(snapshot::resource).map(Resource::members).orElse(Map.of())
            : target.members();
    return String.valueOf(members.get(place.substring(place.indexOf('.') + 1)));
  }
}
