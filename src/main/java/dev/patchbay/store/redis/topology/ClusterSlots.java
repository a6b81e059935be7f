package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisMeter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the slot table of the Cluster up to date, and the connections to its masters. */
final class ClusterSlots {

  /** Several nodes are asked at once, so that a hanging node does not delay the answer. */
  private static final int ASKED_AT_ONCE = 3;

  /** Many requests fail together when a node dies; one refresh serves all of them. */
  private static final long REFRESH_INTERVAL_NANOS = 50_000_000;

  /** Longer than the deadlines of all calls on a node that is no longer in the table. */
  private static final long RETIREMENT_MILLIS = 10_000;

  private final Vertx vertx;
  private final List<HostPort> seeds;
  private final Function<HostPort, RedisConnections> connect;
  private final RedisMeter meter;
  private final LongSupplier nanoClock;
  private final SlotTable owners = new SlotTable();
  private final Map<HostPort, RedisConnections> nodes = new HashMap<>();
  private @Nullable Future<Void> refresh;
  private long refreshedNanos;
  private boolean closed;

  ClusterSlots(
      Vertx vertx,
      List<HostPort> seeds,
      Function<HostPort, RedisConnections> connect,
      RedisMeter meter,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.seeds = List.copyOf(seeds);
    this.connect = connect;
    this.meter = meter;
    this.nanoClock = nanoClock;
    this.refreshedNanos = nanoClock.getAsLong() - REFRESH_INTERVAL_NANOS;
  }

  Optional<HostPort> known(int slot) {
    return owners.of(slot);
  }

  /**
   * Returns the owner, and refreshes the table where it is unknown; fails with {@link RedisFailure}
   * where there is none.
   */
  Future<HostPort> owner(int slot) {
    Optional<HostPort> owner = known(slot);
    if (owner.isPresent()) {
      return Future.succeededFuture(owner.get());
    }
    return refresh()
        .compose(
            refreshed ->
                known(slot)
                    .map(Future::succeededFuture)
                    .orElseGet(() -> unavailable("slot " + slot + " has no owner")));
  }

  Future<Lease> lease(HostPort node, Deadline deadline) {
    if (closed) {
      return unavailable("closed");
    }
    return connections(node).lease(deadline);
  }

  /** Records the owner of a MOVED reply, which is newer than the table of another node. */
  void moved(int slot, HostPort owner) {
    if (owners.move(slot, owner)) {
      meter.topologyChanged();
    }
    refresh();
  }

  /** Refreshes the table after a failure that a change of owners may have caused. */
  void refreshAfter(Throwable failure) {
    if (failure instanceof RedisFailure known && !known.fault().isOwnTime()) {
      refresh();
    }
  }

  /** Asks the known nodes, some at a time, until one answers. */
  Future<Void> refresh() {
    if (refresh != null) {
      return refresh;
    }
    if (nanoClock.getAsLong() - refreshedNanos < REFRESH_INTERVAL_NANOS) {
      return Future.succeededFuture();
    }
    List<HostPort> known =
        Stream.concat(owners.all().stream(), seeds.stream())
            .distinct()
            .collect(Collectors.toList());
    Collections.shuffle(known);
    Future<Void> asked =
        askSome(known)
            .onComplete(
                outcome -> {
                  refresh = null;
                  refreshedNanos = nanoClock.getAsLong();
                });
    if (!asked.isComplete()) {
      refresh = asked;
    }
    return asked;
  }

  private Future<Void> askSome(List<HostPort> left) {
    if (left.isEmpty()) {
      return unavailable("no node of the Cluster answers");
    }
    int some = Math.min(ASKED_AT_ONCE, left.size());
    List<Future<Void>> answers = left.subList(0, some).stream().map(this::ask).toList();
    return Future.any(answers)
        .<Void>mapEmpty()
        .recover(noneAnswers -> askSome(left.subList(some, left.size())));
  }

  private Future<Void> ask(HostPort node) {
    if (closed) {
      return unavailable("closed");
    }
    return connections(node)
        .send(List.of(Request.cmd(Command.CLUSTER).arg("SLOTS")))
        .map(
            replies -> {
              update(replies.get(0), node);
              return null;
            });
  }

  private void update(Response ranges, HostPort asked) {
    if (owners.update(ranges, asked)) {
      meter.topologyChanged();
    }
    Set<HostPort> needed = new HashSet<>(seeds);
    needed.addAll(owners.all());
    List<HostPort> unneeded =
        nodes.keySet().stream().filter(node -> !needed.contains(node)).toList();
    for (HostPort node : unneeded) {
      RedisConnections retired = Objects.requireNonNull(nodes.remove(node));
      vertx.setTimer(RETIREMENT_MILLIS, id -> retired.close());
    }
  }

  /** Returns all masters with slots, from a refreshed table where a node answers. */
  Future<List<RedisConnections>> masters() {
    return refresh()
        .transform((refreshed, nobodyAnswers) -> Future.succeededFuture())
        .map(asked -> owners.all().stream().map(this::connections).toList());
  }

  private RedisConnections connections(HostPort node) {
    return nodes.computeIfAbsent(node, connect);
  }

  void close() {
    closed = true;
    nodes.values().forEach(RedisConnections::close);
  }

  private static <T> Future<T> unavailable(String reason) {
    return Future.failedFuture(new RedisFailure(RedisFault.NO_CONNECTION, reason));
  }
}
