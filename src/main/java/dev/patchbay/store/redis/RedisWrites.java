package dev.patchbay.store.redis;

import dev.patchbay.call.Call;
import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Write;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The commands between MULTI and EXEC. Deletions are gathered, so that a subtree of any size takes
 * a few commands: a resource is removed before what is below it.
 */
final class RedisWrites {

  /** For who asks for the keys alone. */
  private static final Mark NO_MARK = new Mark("", new Call.Author("", ""), 0);

  private final List<Request> commands = new ArrayList<>();
  private final Set<String> deletedKeys = new LinkedHashSet<>();
  private final Map<String, List<String>> removedEntries = new LinkedHashMap<>();
  private final Map<String, List<String>> removedHolders = new LinkedHashMap<>();
  private final Set<ResourceId> removed = new HashSet<>();

  private final Function<Resource, Buffer> records;
  private final Mark mark;
  private final Predicate<String> keys;

  private RedisWrites(Function<Resource, Buffer> records, Mark mark, Predicate<String> keys) {
    this.records = records;
    this.mark = mark;
    this.keys = keys;
  }

  /** The keys that these commands change. */
  static Set<String> keys(List<Write> writes) {
    Set<String> keys = new LinkedHashSet<>();
    commands(
        writes,
        resource -> Buffer.buffer(),
        NO_MARK,
        key -> {
          keys.add(key);
          return false;
        });
    return keys;
  }

  /**
   * The commands on some of the keys alone.
   *
   * @param records the bytes that are stored of a resource
   * @param mark of the transition whose writes these are
   */
  static List<Request> commands(
      List<Write> writes, Function<Resource, Buffer> records, Mark mark, Predicate<String> keys) {
    RedisWrites all = new RedisWrites(records, mark, keys);
    for (Write write : writes) {
      if (write instanceof Write.Put put) {
        all.put(put.previous(), put.next());
      } else if (write instanceof Write.Remove remove) {
        all.remove(remove.entry());
      } else if (write instanceof Write.Note note) {
        all.note(note.change());
      }
    }
    // First, for what is deleted may hold a value that a stored resource takes over.
    List<Request> commands = all.deletions();
    commands.addAll(all.commands);
    return commands;
  }

  private void put(Optional<Entry> previous, Resource next) {
    String record = RedisKeys.record(next.id());
    add(record, () -> command(Command.SET, record).arg(records.apply(next)));
    Entry entry = Entry.of(next);
    if (previous.isPresent() && previous.get().equals(entry)) {
      return;
    }
    ResourceCollection collection = next.id().collection();
    String order = RedisKeys.order(collection);
    previous.ifPresent(
        before -> {
          add(order, () -> command(Command.ZREM, order).arg(RecordCodec.encodeEntry(before)));
          addForHolders(Command.SREM, collection, before);
        });
    add(
        order,
        () ->
            command(Command.ZADD, order).arg(entry.position()).arg(RecordCodec.encodeEntry(entry)));
    addForHolders(Command.SADD, collection, entry);
  }

  private void note(Change change) {
    if (keys.test(RedisKeys.trail(change.resource().api()))) {
      commands.addAll(RedisTrails.append(change, mark));
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

  private void add(String key, Supplier<Request> command) {
    if (keys.test(key)) {
      commands.add(command.get());
    }
  }

  private static Request command(Command command, String key) {
    return Request.cmd(command).arg(key);
  }

  private void remove(Entry entry) {
    ResourceCollection collection = entry.id().collection();
    delete(RedisKeys.record(entry.id()));
    removed.add(entry.id());
    // Whoever goes with its parent goes with all its siblings, and with all that finds them.
    boolean whole = collection.parent().filter(removed::contains).isPresent();
    String order = RedisKeys.order(collection);
    if (whole) {
      delete(order);
    } else if (keys.test(order)) {
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
                delete(holders);
              } else if (keys.test(holders)) {
                removedHolders
                    .computeIfAbsent(holders, key -> new ArrayList<>())
                    .add(entry.id().value());
              }
            });
  }

  private void delete(String key) {
    if (keys.test(key)) {
      deletedKeys.add(key);
    }
  }

  private List<Request> deletions() {
    List<Request> deletions = new ArrayList<>();
    if (!deletedKeys.isEmpty()) {
      deletions.add(withArguments(Request.cmd(Command.UNLINK), deletedKeys));
    }
    removedEntries.forEach(
        (order, entries) ->
            deletions.add(withArguments(Request.cmd(Command.ZREM).arg(order), entries)));
    removedHolders.forEach(
        (holders, ids) ->
            deletions.add(withArguments(Request.cmd(Command.SREM).arg(holders), ids)));
    return deletions;
  }

  private static Request withArguments(Request command, Collection<String> arguments) {
    arguments.forEach(command::arg);
    return command;
  }
}
