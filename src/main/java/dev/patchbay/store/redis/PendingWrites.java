package dev.patchbay.store.redis;

import dev.patchbay.model.Resource;
import dev.patchbay.store.Write;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the participants of one transaction are about to store, in the order of their decisions. */
final class PendingWrites {

  /**
   * What a group stores at most: two of the largest bodies, for a batch keeps all other clients of
   * Redis waiting and is held in memory twice.
   */
  private static final int GROUP_BYTES_MAX = 2 * 1024 * 1024;

  /**
   * A record that is about to be stored.
   *
   * @param by who stores it last
   */
  private record Pending(Resource resource, Buffer record, Participant<?> by) {}

  private final Predicate<String> keys;
  private final boolean limited;
  private final Map<String, Pending> records = new HashMap<>();
  private final Set<String> others = new HashSet<>();
  private final Map<Participant<?>, Map<String, Pending>> writers = new LinkedHashMap<>();
  private int bytes;

  private PendingWrites(Predicate<String> keys, boolean limited) {
    this.keys = keys;
    this.limited = limited;
  }

  /**
   * Of a lone participant.
   *
   * @param keys which of its keys are written here
   */
  static PendingWrites ofOne(Predicate<String> keys) {
    return new PendingWrites(keys, false);
  }

  /**
   * Of a group.
   *
   * @param keys which can be written here; who touches others does not fit
   */
  static PendingWrites ofGroup(Predicate<String> keys) {
    return new PendingWrites(keys, true);
  }

  boolean isEmpty() {
    return writers.isEmpty();
  }

  /** The record at a key as it will be, where that has been decided. */
  Optional<Resource> resource(String key) {
    return Optional.ofNullable(records.get(key)).map(Pending::resource);
  }

  /**
   * Whether something at the key is about to change that is not merely the next {@link #resource}.
   */
  boolean touches(String key) {
    return others.contains(key);
  }

  /** Takes what the participant has decided; false, and nothing is taken, where it does not fit. */
  boolean add(Participant<?> participant) {
    Map<String, Pending> stored = new LinkedHashMap<>();
    int more = 0;
    for (Write write : participant.writes()) {
      if (write instanceof Write.Put put) {
        Buffer record = RecordCodec.encodeRecord(put.next(), participant.stamp());
        stored.put(RedisKeys.record(put.next().id()), new Pending(put.next(), record, participant));
        more += record.length();
      }
    }
    Set<String> touched = RedisWrites.keys(participant.writes());
    if (limited && (bytes + more > GROUP_BYTES_MAX || !touched.stream().allMatch(keys))) {
      return false;
    }
    bytes += more;
    touched.removeAll(stored.keySet());
    others.addAll(touched);
    records.keySet().removeAll(touched);
    records.putAll(stored);
    writers.put(participant, stored);
    return true;
  }

  /** The commands of each participant that stores something, without what a later one replaces. */
  Map<Participant<?>, List<Request>> commands() {
    Map<Participant<?>, List<Request>> commands = new LinkedHashMap<>();
    writers.forEach(
        (writer, stored) ->
            commands.put(
                writer,
                RedisWrites.commands(
                    writer.writes(),
                    resource ->
                        Objects.requireNonNull(stored.get(RedisKeys.record(resource.id())))
                            .record(),
                    key -> keys.test(key) && !isReplaced(key, writer))));
    return commands;
  }

  private boolean isReplaced(String key, Participant<?> writer) {
    Pending last = records.get(key);
    return last != null && last.by() != writer;
  }

  /** Tells all who store a record by which one they will know that they have. */
  void leaveTraces() {
    writers.forEach(
        (writer, stored) ->
            stored.keySet().stream()
                .filter(records::containsKey)
                .findFirst()
                .ifPresent(
                    key ->
                        writer.leaveTrace(key, Objects.requireNonNull(records.get(key)).record())));
  }
}
