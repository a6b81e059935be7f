package dev.patchbay.store.redis.sweep;

import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.SequentialSteps;
import dev.patchbay.store.redis.layout.EntryRemoval;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the resources below removed resources, a slice at a time, with pauses in which requests
 * are served. An instance belongs to one event loop.
 *
 * <p>A slice is one transaction that fails when the {@link Removals} of its outermost resource have
 * changed, so that it never deletes a resource that was created after the subtree was swept.
 * Several replicas may therefore sweep the same subtree.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /**
   * The pause is a multiple of the time of a slice, so that most of the time is left to requests.
   */
  private static final long PAUSE_MILLIS = 5;

  /** A root that does not fit is found by the next {@link #sweepAll}. */
  private static final int WAITING_MAX = 1_024;

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

  /**
   * Schedules a sweep of the subtree below a removed resource; does nothing where it is not
   * removed.
   */
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
        .onFailure(failure -> LOG.warn("The subtree below {} is swept later: {}", root, failure))
        .onComplete(
            swept -> {
              sweeping = false;
              queued.remove(root);
              sweepNext();
            });
  }

  /** Finds the removed subtrees of all replicas, and sweeps them one after the other. */
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
              .map(replies -> Removals.of(replies.get(0)))
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

  /** Returns whether more is left to sweep. */
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
                      Removals removals = Removals.of(replies.get(1));
                      return removals.contains(root)
                          ? new Slice(types, lease)
                              .takeOutBelow(root)
                              .compose(
                                  any ->
                                      any
                                          ? Future.succeededFuture()
                                          : finish(lease, root, removals))
                              .map(true)
                          : Future.succeededFuture(false);
                    }));
  }

  /**
   * Deletes the record of the removal. The root's own entry may still be there where its collection
   * is in another slot, for it is removed in a transaction of its own that may have failed.
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
    Request removal = EntryRemoval.of(root);
    return nodes.onOwner(order, nodes.deadline(), lease -> lease.send(removal));
  }
}
