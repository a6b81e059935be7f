package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.SequentialSteps;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.topology.KeyScan;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out what lies below removed resources, a slice at a time, with pauses in which others are
 * served. Belongs to one event loop.
 *
 * <p>A slice is one transaction that fails when the {@link Removals} of its outermost resource have
 * changed, so that it never touches what was created after the subtree was swept. Several replicas
 * may therefore sweep the same subtree.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** Resources of a slice: a transaction that keeps Redis busy for less than a millisecond. */
  private static final int RESOURCES_OF_SLICE = 128;

  /** Parents that are looked below together; each has an equal part of the slice. */
  private static final int PARENTS_OF_SLICE = 32;

  /** Some times what a slice takes, so that most of the time is left to others. */
  private static final long PAUSE_MILLIS = 5;

  /** What does not fit is found by the next {@link #sweepAll}. */
  private static final int WAITING_MAX = 1_024;

  /** What a collection holds: the text of an entry, and the entry where the text is one. */
  private record Found(ResourceCollection collection, String text, Optional<Entry> entry) {

    static Found of(ResourceCollection collection, String text) {
      try {
        return new Found(collection, text, Optional.of(RecordCodec.decodeEntry(collection, text)));
      } catch (ServiceException corrupt) {
        return new Found(collection, text, Optional.empty()); // The codec has logged it.
      }
    }

    ResourceId id() {
      return collection.member(RecordCodec.idOfEntry(text));
    }
  }

  private final ResourceTypes types;
  private final Vertx vertx;
  private final RedisNodes nodes;
  private final Set<ResourceId> queued = new LinkedHashSet<>();
  private final Deque<ResourceId> waiting = new ArrayDeque<>();
  private boolean sweeping;

  public Sweeper(ResourceTypes types, Vertx vertx, RedisNodes nodes) {
    this.types = types;
    this.vertx = vertx;
    this.nodes = nodes;
  }

  /** Sweeps what lies below a removed resource soon; does nothing where it is not removed. */
  public void sweep(ResourceId root) {
    if (waiting.size() < WAITING_MAX && queued.add(root)) {
      waiting.add(root);
      sweepNext();
    }
  }

  private void sweepNext() {
    if (sweeping || waiting.isEmpty()) {
      return;
    }
    sweeping = true;
    ResourceId root = waiting.remove();
    sweepNow(root)
        .onFailure(failure -> LOG.warn("What lay below {} is swept later: {}", root, failure))
        .onComplete(
            swept -> {
              sweeping = false;
              queued.remove(root);
              sweepNext();
            });
  }

  /** Finds all removed subtrees, of whichever replica, and sweeps them one after the other. */
  public Future<Void> sweepAll() {
    return KeyScan.of(nodes, RedisKeys.PREFIX + "*" + RedisKeys.REMOVALS, this::sweepEach);
  }

  private Future<Void> sweepEach(List<String> keys) {
    Iterator<String> each = keys.iterator();
    return SequentialSteps.of(
        () -> {
          if (!each.hasNext()) {
            return Future.succeededFuture(false);
          }
          String key = each.next();
          return nodes
              .send(key, List.of(Request.cmd(Command.GET).arg(key)), nodes.deadline())
              .map(replies -> RedisRead.removals(replies.get(0)))
              .compose(removals -> sweepEachOf(removals).map(true));
        });
  }

  private Future<Void> sweepEachOf(Removals removals) {
    Iterator<Removals.Root> each = removals.roots().iterator();
    return SequentialSteps.of(
        () -> each.hasNext() ? sweepRoot(each.next()).map(true) : Future.succeededFuture(false));
  }

  /** A root of a type that this version does not know stays for a version that does. */
  private Future<Void> sweepRoot(Removals.Root root) {
    return types
        .named(root.typeName())
        .map(type -> sweepNow(new ResourceId(root.accountId(), type, root.path())))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> sweepNow(ResourceId root) {
    return SequentialSteps.of(
        () ->
            slice(root)
                .compose(
                    more ->
                        more
                            ? vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).map(true)
                            : Future.succeededFuture(false)));
  }

  /** Whether there is more to be done. */
  private Future<Boolean> slice(ResourceId root) {
    String key = RedisKeys.removals(root);
    return nodes.onOwner(
        key,
        nodes.deadline(),
        lease ->
            lease
                .watch(
                    List.of(Request.cmd(Command.WATCH).arg(key), Request.cmd(Command.GET).arg(key)),
                    List.of())
                .compose(
                    replies -> {
                      Removals removals = RedisRead.removals(replies.get(1));
                      return removals.contains(root)
                          ? below(lease, List.of(root))
                              .compose(
                                  found ->
                                      found.isEmpty()
                                          ? finish(lease, root, removals)
                                          : takeOut(lease, found))
                              .map(true)
                          : Future.succeededFuture(false);
                    }));
  }

  /** What has nothing below it, at the greatest depth that is found first. */
  private Future<List<Found>> below(Lease lease, List<ResourceId> parents) {
    List<ResourceCollection> collections = new ArrayList<>();
    for (ResourceId parent : parents) {
      for (ResourceType type : types.childrenOf(parent.type())) {
        collections.add(parent.children(type));
      }
    }
    if (collections.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    int each = Math.max(1, RESOURCES_OF_SLICE / collections.size());
    List<Request> reads =
        collections.stream()
            .map(
                collection ->
                    Request.cmd(Command.ZRANGE)
                        .arg(RedisKeys.order(collection))
                        .arg(0)
                        .arg(each - 1))
            .toList();
    return lease
        .batch(reads)
        .compose(
            replies -> {
              List<Found> found = new ArrayList<>();
              for (int i = 0; i < collections.size(); i++) {
                for (Response entry : replies.get(i)) {
                  found.add(Found.of(collections.get(i), entry.toString()));
                }
              }
              return leaves(lease, found);
            });
  }

  private Future<List<Found>> leaves(Lease lease, List<Found> found) {
    List<Found> leaves = found.stream().filter(each -> !mayHaveChildren(each)).toList();
    if (!leaves.isEmpty() || found.isEmpty()) {
      return Future.succeededFuture(leaves);
    }
    List<Found> parents = found.subList(0, Math.min(PARENTS_OF_SLICE, found.size()));
    return below(lease, parents.stream().map(Found::id).toList())
        .map(under -> under.isEmpty() ? parents : under);
  }

  private boolean mayHaveChildren(Found found) {
    return !types.childrenOf(found.collection().type()).isEmpty();
  }

  private static Future<List<Response>> takeOut(Lease lease, List<Found> found) {
    Request unlink = Request.cmd(Command.UNLINK);
    Set<String> keys = new LinkedHashSet<>();
    for (Found each : found) {
      keys.add(RedisKeys.record(each.id()));
      each.entry()
          .ifPresent(
              entry ->
                  entry
                      .indexed()
                      .forEach(
                          (member, value) ->
                              keys.add(RedisKeys.holders(each.collection(), member, value))));
    }
    keys.forEach(unlink::arg);
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    commands.add(unlink);
    found.stream()
        .collect(Collectors.groupingBy(each -> RedisKeys.order(each.collection())))
        .forEach(
            (order, entries) -> {
              Request remove = Request.cmd(Command.ZREM).arg(order);
              entries.forEach(each -> remove.arg(each.text()));
              commands.add(remove);
            });
    commands.add(Request.cmd(Command.EXEC));
    return lease.execute(commands, List.of());
  }

  /**
   * Forgets the removal. The root's own entry may still be there where its collection is in another
   * slot, for it goes in a transaction of its own that may not have come about.
   */
  private Future<List<Response>> finish(Lease lease, ResourceId root, Removals removals) {
    String key = RedisKeys.removals(root);
    Removals others = removals.without(root);
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.MULTI));
    commands.add(
        others.roots().isEmpty()
            ? Request.cmd(Command.UNLINK).arg(key)
            : Request.cmd(Command.SET).arg(key).arg(others.text()));
    commands.add(Request.cmd(Command.EXEC));
    return takeOutEntry(root).compose(out -> lease.execute(commands, List.of()));
  }

  private Future<?> takeOutEntry(ResourceId root) {
    String order = RedisKeys.order(root.collection());
    if (!nodes.isSplit() || nodes.slot(order) == nodes.slot(RedisKeys.removals(root))) {
      return Future.succeededFuture();
    }
    Request entries =
        Request.cmd(Command.ZREMRANGEBYLEX)
            .arg(order)
            .arg("[" + root.value())
            .arg("(" + RecordCodec.endOfEntries(root.value()));
    return nodes.onOwner(order, nodes.deadline(), lease -> lease.send(entries));
  }
}
