package dev.patchbay.store.redis.commit;

import dev.patchbay.model.Change;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.changelog.RedisChangeLogs;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What some writes do to Redis between MULTI and EXEC: the records that they store, and commands
 * for all else. Deletions are gathered, so that a subtree of any size takes a few commands: a
 * resource is removed before what is below it.
 */
final class RedisWrites {

  private record Step(String key, Supplier<Request> command) {}

  private final Map<String, Resource> records = new LinkedHashMap<>();
  private final Set<String> deletedKeys = new LinkedHashSet<>();
  private final Map<String, List<String>> removedEntries = new LinkedHashMap<>();
  private final Map<String, List<String>> removedHolders = new LinkedHashMap<>();
  private final Set<ResourceId> removed = new HashSet<>();
  private final Map<String, Long> growths = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final WriteId mark;

  private RedisWrites(WriteId mark) {
    this.mark = mark;
  }

  /**
   * Of a transition.
   *
   * @param mark goes on all that it stores
   */
  static RedisWrites of(List<Write> writes, WriteId mark) {
    RedisWrites all = new RedisWrites(mark);
    for (Write write : writes) {
      if (write instanceof Write.Put put) {
        all.put(put.previous(), put.next());
      } else if (write instanceof Write.Remove remove) {
        all.remove(remove.entry());
      } else if (write instanceof Write.RemoveTree tree) {
        all.removeTree(tree.entry());
      } else if (write instanceof Write.Note note) {
        all.note(note.change());
      }
    }
    return all;
  }

  /** The resources that are stored, by key. */
  Map<String, Resource> records() {
    return records;
  }

  /** All keys that are changed, but those of {@link #records}. */
  Set<String> otherKeys() {
    Set<String> keys = new LinkedHashSet<>(deletedKeys);
    keys.addAll(removedEntries.keySet());
    keys.addAll(removedHolders.keySet());
    steps.forEach(step -> keys.add(step.key()));
    return keys;
  }

  /** By how many entries the orders that are not deleted grow, by key. */
  Map<String, Long> growths() {
    return growths;
  }

  /** All commands on some of the keys, in order. */
  List<Request> commands(Predicate<String> keys) {
    List<Request> commands = deletions(keys);
    Map<String, Buffer> stored = new LinkedHashMap<>();
    records.forEach(
        (key, resource) -> {
          if (keys.test(key)) {
            stored.put(key, RecordCodec.encodeRecord(resource, mark.stamp()));
          }
        });
    if (!stored.isEmpty()) {
      commands.add(store(stored));
    }
    commands.addAll(additions(keys));
    return commands;
  }

  /** One command that stores records, two at least being cheaper together. */
  static Request store(Map<String, Buffer> records) {
    Request store = Request.cmd(records.size() == 1 ? Command.SET : Command.MSET);
    records.forEach((key, record) -> store.arg(key).arg(record));
    return store;
  }

  /**
   * Come before the rest, for what is deleted may hold a value that a stored resource takes over.
   */
  List<Request> deletions(Predicate<String> keys) {
    List<Request> deletions = new ArrayList<>();
    List<String> deleted = deletedKeys.stream().filter(keys).toList();
    if (!deleted.isEmpty()) {
      deletions.add(withArguments(Request.cmd(Command.UNLINK), deleted));
    }
    addRemovals(deletions, Command.ZREM, removedEntries, keys);
    addRemovals(deletions, Command.SREM, removedHolders, keys);
    return deletions;
  }

  private static void addRemovals(
      List<Request> deletions,
      Command command,
      Map<String, List<String>> members,
      Predicate<String> keys) {
    members.forEach(
        (key, removed) -> {
          if (keys.test(key)) {
            deletions.add(withArguments(command(command, key), removed));
          }
        });
  }

  /** What comes after the deletions, beside the records. */
  List<Request> additions(Predicate<String> keys) {
    List<Request> additions = new ArrayList<>();
    for (Step step : steps) {
      if (keys.test(step.key())) {
        additions.add(step.command().get());
      }
    }
    return additions;
  }

  private void put(Optional<Entry> previous, Resource next) {
    records.put(RedisKeys.record(next.id()), next);
    Entry entry = Entry.of(next);
    if (previous.isPresent() && previous.get().equals(entry)) {
      return;
    }
    ResourceCollection collection = next.id().collection();
    String order = RedisKeys.order(collection);
    grow(order, previous.isPresent() ? 0 : 1);
    previous.ifPresent(
        before -> {
          add(order, () -> command(Command.ZREM, order).arg(RecordCodec.encodeEntry(before)));
          addForHolders(Command.SREM, collection, before);
        });
    add(order, () -> command(Command.ZADD, order).arg(0).arg(RecordCodec.encodeEntry(entry)));
    addForHolders(Command.SADD, collection, entry);
  }

  private void note(Change change) {
    String trail = RedisKeys.trail(change.resource().root());
    if (change.beginsRoot()) {
      // An API that comes back out of a file may still find the trail of its former life.
      add(trail, () -> command(Command.PERSIST, trail));
    }
    add(trail, () -> RedisChangeLogs.append(trail, change, mark));
    String deleted = RedisKeys.deleted(change.resource().root().collection());
    String api = change.resource().root().value();
    if (change.mayFollowDeletion()) {
      add(deleted, () -> command(Command.LREM, deleted).arg(0).arg(api));
    }
    if (change.endsRoot()) {
      add(
          trail,
          () ->
              command(Command.XTRIM, trail)
                  .arg("MAXLEN")
                  .arg(Limit.DELETED_LOG_CHANGES.intValue()));
      add(
          trail,
          () -> command(Command.EXPIRE, trail).arg(RedisChangeLogs.KEPT_AFTER_DELETION_SECONDS));
      add(deleted, () -> command(Command.RPUSH, deleted).arg(api));
      add(
          deleted,
          () -> command(Command.EXPIRE, deleted).arg(RedisChangeLogs.KEPT_AFTER_DELETION_SECONDS));
    }
  }

  private void addForHolders(Command command, ResourceCollection collection, Entry entry) {
    entry
        .indexed()
        .forEach(
            (member, value) -> {
              String holders = RedisKeys.holders(collection, member, value);
              add(holders, () -> command(command, holders).arg(entry.id().value()));
            });
  }

  private void grow(String order, long growth) {
    if (!deletedKeys.contains(order)) {
      growths.merge(order, growth, Long::sum);
    }
  }

  private void add(String key, Supplier<Request> command) {
    steps.add(new Step(key, command));
  }

  private static Request command(Command command, String key) {
    return Request.cmd(command).arg(key);
  }

  private void remove(Entry entry) {
    ResourceCollection collection = entry.id().collection();
    deletedKeys.add(RedisKeys.record(entry.id()));
    removed.add(entry.id());
    // Whoever goes with its parent goes with all its siblings, and with all that finds them.
    boolean whole = collection.parent().filter(removed::contains).isPresent();
    String order = RedisKeys.order(collection);
    if (whole) {
      deletedKeys.add(order);
      growths.remove(order);
    } else {
      grow(order, -1);
      removedEntries
          .computeIfAbsent(order, none -> new ArrayList<>())
          .add(RecordCodec.encodeEntry(entry));
    }
    entry
        .indexed()
        .forEach(
            (member, value) -> {
              String holders = RedisKeys.holders(collection, member, value);
              if (whole || collection.type().uniqueMember().filter(member::equals).isPresent()) {
                deletedKeys.add(holders);
              } else {
                removedHolders
                    .computeIfAbsent(holders, key -> new ArrayList<>())
                    .add(entry.id().value());
              }
            });
  }

  private void removeTree(Entry root) {
    remove(root);
    String removals = RedisKeys.removals(root.id());
    add(removals, () -> command(Command.APPEND, removals).arg(Removals.line(root.id())));
  }

  private static Request withArguments(Request command, Collection<String> arguments) {
    arguments.forEach(command::arg);
    return command;
  }
}
