package dev.patchbay.store.redis;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Write;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands between MULTI and EXEC. Deletions are gathered, so that a subtree of any size takes
 * a few commands for each of its collections.
 */
final class RedisWrites {

  private final List<Request> commands = new ArrayList<>();
  private final List<String> deletedKeys = new ArrayList<>();
  private final Map<String, List<String>> removedEntries = new LinkedHashMap<>();
  private final Map<String, List<String>> removedHolders = new LinkedHashMap<>();

  private final String stamp;

  private RedisWrites(String stamp) {
    this.stamp = stamp;
  }

  /**
   * The commands.
   *
   * @param stamp of the transition, which its records bear
   */
  static List<Request> commands(List<Write> writes, String stamp) {
    RedisWrites all = new RedisWrites(stamp);
    for (Write write : writes) {
      if (write instanceof Write.Put put) {
        all.put(put.previous(), put.next());
      } else if (write instanceof Write.Remove remove) {
        all.remove(remove.entry());
      }
    }
    // First, for what is deleted may hold a value that a stored resource takes over.
    List<Request> commands = all.deletions();
    commands.addAll(all.commands);
    return commands;
  }

  private void put(Optional<Entry> previous, Resource next) {
    commands.add(
        Request.cmd(Command.SET)
            .arg(RedisKeys.record(next.id()))
            .arg(RecordCodec.encodeRecord(next, stamp)));
    Entry entry = Entry.of(next);
    if (previous.isPresent() && previous.get().equals(entry)) {
      return;
    }
    ResourceCollection collection = next.id().collection();
    String order = RedisKeys.order(collection);
    previous.ifPresent(
        before -> {
          commands.add(Request.cmd(Command.ZREM).arg(order).arg(RecordCodec.encodeEntry(before)));
          before
              .indexed()
              .forEach(
                  (member, value) ->
                      commands.add(
                          Request.cmd(Command.SREM)
                              .arg(RedisKeys.holders(collection, member, value))
                              .arg(before.id().value())));
        });
    commands.add(
        Request.cmd(Command.ZADD)
            .arg(order)
            .arg(entry.position())
            .arg(RecordCodec.encodeEntry(entry)));
    entry
        .indexed()
        .forEach(
            (member, value) ->
                commands.add(
                    Request.cmd(Command.SADD)
                        .arg(RedisKeys.holders(collection, member, value))
                        .arg(entry.id().value())));
  }

  private void remove(Entry entry) {
    ResourceCollection collection = entry.id().collection();
    deletedKeys.add(RedisKeys.record(entry.id()));
    removedEntries
        .computeIfAbsent(RedisKeys.order(collection), order -> new ArrayList<>())
        .add(RecordCodec.encodeEntry(entry));
    entry
        .indexed()
        .forEach(
            (member, value) -> {
              String holders = RedisKeys.holders(collection, member, value);
              if (collection.type().uniqueMember().filter(member::equals).isPresent()) {
                deletedKeys.add(holders);
              } else {
                removedHolders
                    .computeIfAbsent(holders, key -> new ArrayList<>())
                    .add(entry.id().value());
              }
            });
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

  private static Request withArguments(Request command, List<String> arguments) {
    arguments.forEach(command::arg);
    return command;
  }
}
