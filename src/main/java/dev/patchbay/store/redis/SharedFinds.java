package dev.patchbay.store.redis;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets the resources that are looked for at the same moment share one read, and those who look for
 * the same one share what is found. Belongs to one event loop.
 *
 * <p>There is a read for each slot of the data, so that one that is away fails nobody else.
 */
final class SharedFinds {

  /** A reply with more would keep others waiting long where the records are large. */
  private static final int KEYS_MAX = 64;

  /** A resource that is looked for, and all who wait for it. */
  private record Sought(ResourceId id, String key, Promise<Optional<Resource>> found) {

    static Sought of(ResourceId id) {
      return new Sought(id, RedisKeys.record(id), Promise.promise());
    }

    /**
     * The record was read; null where there is none. A record that does not decode fails those who
     * wait for it and nobody else.
     */
    void settle(@Nullable Response record) {
      Future.succeededFuture(Optional.ofNullable(record))
          .map(read -> read.map(bytes -> RecordCodec.decodeRecord(id, bytes.toBytes())))
          .onComplete(found);
    }
  }

  private final RedisNodes nodes;
  private final Executor endOfTick;
  private final Map<ResourceId, Sought> waiting = new LinkedHashMap<>();

  /**
   * Reads from the nodes.
   *
   * @param endOfTick runs work after all that has arrived by now
   */
  SharedFinds(RedisNodes nodes, Executor endOfTick) {
    this.nodes = nodes;
    this.endOfTick = endOfTick;
  }

  /** Reads one resource; fails with {@link RedisFailure} or where it does not decode. */
  Future<Optional<Resource>> find(ResourceId id) {
    if (waiting.isEmpty()) {
      endOfTick.execute(this::readAll);
    }
    return waiting.computeIfAbsent(id, Sought::of).found().future();
  }

  /** Reads one resource in a round trip of its own, as {@link #find} else. */
  Future<Optional<Resource>> findAlone(ResourceId id) {
    Sought sought = Sought.of(id);
    readAlone(sought, nodes.deadline());
    return sought.found().future();
  }

  private void readAll() {
    Map<Integer, List<Sought>> bySlot = new LinkedHashMap<>();
    for (Sought each : waiting.values()) {
      bySlot.computeIfAbsent(nodes.slot(each.key()), slot -> new ArrayList<>()).add(each);
    }
    waiting.clear();
    for (List<Sought> ofSlot : bySlot.values()) {
      for (int from = 0; from < ofSlot.size(); from += KEYS_MAX) {
        read(ofSlot.subList(from, Math.min(from + KEYS_MAX, ofSlot.size())));
      }
    }
  }

  private void read(List<Sought> together) {
    Deadline deadline = nodes.deadline();
    if (together.size() == 1) {
      readAlone(together.get(0), deadline);
      return;
    }
    nodes
        .getAll(together.stream().map(Sought::key).toList(), deadline)
        .onSuccess(records -> settle(together, records, deadline))
        .onFailure(
            failure -> {
              // What Redis refuses may be the fault of one of them.
              if (failure instanceof RedisFailure known && known.fault().isReply()) {
                together.forEach(each -> readAlone(each, deadline));
              } else {
                together.forEach(each -> each.found().fail(failure));
              }
            });
  }

  /**
   * What is no string looks like what is not there, so what is not there is asked for by itself.
   */
  private void settle(List<Sought> together, List<Response> records, Deadline deadline) {
    for (int i = 0; i < together.size(); i++) {
      Response record = records.get(i);
      if (record == null) {
        readAlone(together.get(i), deadline);
      } else {
        together.get(i).settle(record);
      }
    }
  }

  private void readAlone(Sought sought, Deadline deadline) {
    nodes
        .send(sought.key(), List.of(Request.cmd(Command.GET).arg(sought.key())), deadline)
        .onSuccess(replies -> sought.settle(replies.get(0)))
        .onFailure(sought.found()::fail);
  }
}
