package dev.patchbay.store.redis.read;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Read;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.TickBatcher;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Coalesces the lookups of one tick into one MGET, in which lookups of the same resource share one
 * result. An instance belongs to one event loop.
 *
 * <p>Each slot has a read of its own, so that an unavailable slot fails no lookup in another.
 */
public final class SharedReads {

  /**
   * A reply with more records would keep other requests waiting long where the records are large.
   */
  private static final int KEYS_MAX = 64;

  /** A lookup of one resource, with all callers that wait for it. */
  private record Sought(
      ResourceId id, String key, String removalsKey, Promise<Optional<Resource>> found) {

    static Sought of(ResourceId id) {
      return new Sought(id, RedisKeys.record(id), RedisKeys.removals(id), Promise.promise());
    }

    /** An outermost resource that is removed has no record. */
    boolean liesBelowAnother() {
      return id.path().size() > 1;
    }

    /**
     * The record was read; null where there is none. A record that does not decode fails only the
     * callers that wait for it.
     */
    void end(@Nullable Response record, @Nullable Response removals) {
      boolean removed = Removals.of(removals).hide(new Read.OfResource(id));
      Future.succeededFuture(removed ? Optional.<Response>empty() : Optional.ofNullable(record))
          .map(read -> read.map(bytes -> RecordCodec.decodeRecord(id, bytes.toBytes())))
          .onComplete(found);
    }
  }

  private final RedisNodes nodes;
  private final TickBatcher<List<Sought>> batches;
  private final Map<ResourceId, Sought> waiting = new HashMap<>();
  private final Map<Integer, Deque<Sought>> slots = new LinkedHashMap<>();

  /**
   * Reads from the nodes.
   *
   * @param endOfTick runs work after everything that has arrived by now
   */
  public SharedReads(RedisNodes nodes, Executor endOfTick) {
    this.nodes = nodes;
    this.batches = new TickBatcher<>(endOfTick, Integer.MAX_VALUE, this::next, this::read);
  }

  /** Reads one resource; fails with {@link RedisFailure} or where it does not decode. */
  public Future<Optional<Resource>> find(ResourceId id) {
    return waiting.computeIfAbsent(id, this::enqueue).found().future();
  }

  private Sought enqueue(ResourceId id) {
    Sought sought = Sought.of(id);
    slots.computeIfAbsent(nodes.slot(sought.key()), slot -> new ArrayDeque<>()).add(sought);
    batches.wake();
    return sought;
  }

  /** Reads one resource in a round trip of its own, as {@link #find} else. */
  public Future<Optional<Resource>> findAlone(ResourceId id) {
    Sought sought = Sought.of(id);
    readAlone(sought, nodes.deadline());
    return sought.found().future();
  }

  /** The lookups of one slot that may be read together. */
  private Optional<List<Sought>> next() {
    Iterator<Deque<Sought>> first = slots.values().iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    Deque<Sought> ofSlot = first.next();
    List<Sought> together = new ArrayList<>();
    while (!ofSlot.isEmpty() && together.size() < KEYS_MAX) {
      Sought sought = ofSlot.remove();
      waiting.remove(sought.id());
      together.add(sought);
    }
    if (ofSlot.isEmpty()) {
      first.remove();
    }
    return Optional.of(together);
  }

  private Future<?> read(List<Sought> together) {
    Deadline deadline = nodes.deadline();
    if (together.size() == 1) {
      return readAlone(together.get(0), deadline);
    }
    List<String> keys = new ArrayList<>(together.stream().map(Sought::key).toList());
    together.stream()
        .filter(Sought::liesBelowAnother)
        .map(Sought::removalsKey)
        .distinct()
        .forEach(keys::add);
    return nodes
        .getAll(keys, deadline)
        .onSuccess(values -> end(together, keys, values, deadline))
        .onFailure(
            failure -> {
              // One of them may be the cause of the refusal.
              if (failure instanceof RedisFailure known && known.fault().isReply()) {
                together.forEach(each -> readAlone(each, deadline));
              } else {
                together.forEach(each -> each.found().fail(failure));
              }
            });
  }

  /**
   * MGET replies null for a key of another type, as for a missing key, so each missing key is read
   * again with GET.
   */
  private void end(
      List<Sought> together, List<String> keys, List<Response> values, Deadline deadline) {
    Map<String, Response> removals = new HashMap<>();
    for (int i = together.size(); i < keys.size(); i++) {
      removals.put(keys.get(i), values.get(i));
    }
    for (int i = 0; i < together.size(); i++) {
      Sought sought = together.get(i);
      Response record = values.get(i);
      if (record == null) {
        readAlone(sought, deadline);
      } else {
        sought.end(record, removals.get(sought.removalsKey()));
      }
    }
  }

  private Future<?> readAlone(Sought sought, Deadline deadline) {
    List<Request> commands = new ArrayList<>();
    commands.add(Request.cmd(Command.GET).arg(sought.key()));
    if (sought.liesBelowAnother()) {
      commands.add(Request.cmd(Command.GET).arg(sought.removalsKey()));
    }
    return nodes
        .send(sought.key(), commands, deadline)
        .onSuccess(
            replies -> sought.end(replies.get(0), replies.size() > 1 ? replies.get(1) : null))
        .onFailure(sought.found()::fail);
  }
}
