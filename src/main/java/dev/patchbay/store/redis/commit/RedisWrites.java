package dev.patchbay.store.redis.commit;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.changelog.ChangeLogCommand;
import dev.patchbay.store.redis.layout.EntryRemoval;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The commands of one commit between MULTI and EXEC: the records that its writes store, and the
 * commands before and after these. Deletions are gathered, so that a subtree of any size takes a
 * few commands: a resource is removed before the resources below it.
 */
final class RedisWrites {

  private final Predicate<String> keys;
  private final Map<String, Resource> records = new LinkedHashMap<>();
  private final Set<String> deletedKeys = new LinkedHashSet<>();
  private final List<Request> removals = new ArrayList<>();
  private final Map<String, Long> indexDeltas = new LinkedHashMap<>();
  private final Set<String> otherKeys = new LinkedHashSet<>();
  private final List<Request> additions = new ArrayList<>();
  private final Set<ResourceId> removed = new HashSet<>();

  private RedisWrites(Predicate<String> keys) {
    this.keys = keys;
  }

  /**
   * Of one commit.
   *
   * @param writeId identifies the commit in every record that is stored
   * @param keys which keys are written; all others are left as they are
   */
  static RedisWrites of(List<Write> writes, WriteId writeId, Predicate<String> keys) {
    RedisWrites all = new RedisWrites(keys);
    for (Write write : writes) {
      if (write instanceof Write.Put put) {
        all.put(put.previous(), put.next());
      } else if (write instanceof Write.Remove remove) {
        all.remove(remove.entry());
      } else if (write instanceof Write.RemoveTree tree) {
        all.removeTree(tree.entry());
      } else if (write instanceof Write.AppendChange appended) {
        ChangeLogCommand.of(appended.change(), writeId)
            .forEach(each -> all.add(all.additions, each.key(), each.request()));
      }
    }
    return all;
  }

  /** The resources that are stored, by key. */
  Map<String, Resource> records() {
    return records;
  }

  /** Returns all keys that are changed, without the keys of {@link #records}. */
  Set<String> otherKeys() {
    return otherKeys;
  }

  /** Returns by how many entries each collection that is not deleted grows or shrinks, by key. */
  Map<String, Long> indexDeltas() {
    return indexDeltas;
  }

  /**
   * The commands before the records, for a new record may take over an indexed value of a deleted
   * one.
   */
  List<Request> deletions() {
    List<Request> deletions = new ArrayList<>(removals);
    if (!deletedKeys.isEmpty()) {
      deletions.add(0, Request.cmd(Command.UNLINK, deletedKeys.toArray()));
    }
    return deletions;
  }

  /** The commands after the records. */
  List<Request> additions() {
    return additions;
  }

  private void put(Optional<Entry> previous, Resource next) {
    String record = RedisKeys.record(next.id());
    if (keys.test(record)) {
      records.put(record, next);
    }
    Entry entry = Entry.of(next);
    if (previous.equals(Optional.of(entry))) {
      return;
    }
    String order = RedisKeys.order(next.id().collection());
    grow(order, previous.isPresent() ? 0 : 1);
    previous.ifPresent(
        before -> {
          add(additions, order, EntryRemoval.of(before.id()));
          addToHolders(Command.SREM, before);
        });
    add(additions, order, Request.cmd(Command.ZADD, order, 0, RecordCodec.encodeEntry(entry)));
    addToHolders(Command.SADD, entry);
  }

  private void addToHolders(Command command, Entry entry) {
    entry
        .indexed()
        .forEach(
            (member, value) -> {
              String holders = RedisKeys.holders(entry.id().collection(), member, value);
              add(additions, holders, Request.cmd(command, holders, entry.id().value()));
            });
  }

  private void add(List<Request> to, String key, Request request) {
    if (keys.test(key)) {
      otherKeys.add(key);
      to.add(request);
    }
  }

  private void remove(Entry entry) {
    ResourceCollection collection = entry.id().collection();
    delete(RedisKeys.record(entry.id()));
    removed.add(entry.id());
    // If its parent is deleted too, so are all its siblings and their indexes.
    boolean whole = collection.parent().filter(removed::contains).isPresent();
    String order = RedisKeys.order(collection);
    if (whole) {
      delete(order);
      indexDeltas.remove(order);
    } else {
      grow(order, -1);
      add(removals, order, EntryRemoval.of(entry.id()));
    }
    entry
        .indexed()
        .forEach(
            (member, value) -> {
              String holders = RedisKeys.holders(collection, member, value);
              if (whole || collection.type().uniqueMember().filter(member::equals).isPresent()) {
                delete(holders);
              } else {
                add(removals, holders, Request.cmd(Command.SREM, holders, entry.id().value()));
              }
            });
  }

  private void removeTree(Entry root) {
    remove(root);
    String key = RedisKeys.removals(root.id());
    add(additions, key, Request.cmd(Command.APPEND, key, Removals.line(root.id())));
  }

  private void delete(String key) {
    if (keys.test(key)) {
      otherKeys.add(key);
      deletedKeys.add(key);
    }
  }

  private void grow(String order, long delta) {
    if (keys.test(order) && !deletedKeys.contains(order)) {
      indexDeltas.merge(order, delta, Long::sum);
    }
  }
}
