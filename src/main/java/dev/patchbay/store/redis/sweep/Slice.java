package dev.patchbay.store.redis.sweep;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Some of the resources below a removed resource, deleted in one transaction. */
final class Slice {

  /** A transaction over this many resources keeps Redis busy for less than a millisecond. */
  private static final int RESOURCES_OF_SLICE = 128;

  /** This many parents are read together, and each has an equal part of the slice. */
  private static final int PARENTS_OF_SLICE = 32;

  /** A member of a collection: its text, and the entry where the text is one. */
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
  private final Lease lease;

  /**
   * Makes a slice of the resources that are found.
   *
   * @param lease watches the removals
   */
  Slice(ResourceTypes types, Lease lease) {
    this.types = types;
    this.lease = lease;
  }

  /**
   * Deletes resources that have nothing below them; returns false, and sends nothing, where there
   * is none.
   */
  Future<Boolean> takeOutBelow(ResourceId root) {
    return below(List.of(root))
        .compose(
            found -> found.isEmpty() ? Future.succeededFuture(false) : takeOut(found).map(true));
  }

  /** Finds resources that have nothing below them, at the greatest depth that is found first. */
  private Future<List<Found>> below(List<ResourceId> parents) {
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
              return leaves(found);
            });
  }

  private Future<List<Found>> leaves(List<Found> found) {
    List<Found> leaves = found.stream().filter(each -> !mayHaveChildren(each)).toList();
    if (!leaves.isEmpty() || found.isEmpty()) {
      return Future.succeededFuture(leaves);
    }
    List<Found> parents = found.subList(0, Math.min(PARENTS_OF_SLICE, found.size()));
    return below(parents.stream().map(Found::id).toList())
        .map(under -> under.isEmpty() ? parents : under);
  }

  private boolean mayHaveChildren(Found found) {
    return !types.childrenOf(found.collection().type()).isEmpty();
  }

  private Future<List<Response>> takeOut(List<Found> found) {
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
}
