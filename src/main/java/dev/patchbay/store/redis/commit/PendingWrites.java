package dev.patchbay.store.redis.commit;

import dev.patchbay.model.Resource;
import dev.patchbay.store.Read;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.layout.RecordCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the participants of one transaction are about to store, in the order of their decisions. */
final class PendingWrites {

  /**
   * What a group stores at most: two of the largest bodies, for a batch keeps all other clients of
   * Redis waiting and is held in memory twice.
   */
  private static final int GROUP_BYTES_MAX = 2 * 1024 * 1024;

  /**
   * One command.
   *
   * @param of whose it is; null for all who store a record
   */
  record Step(@Nullable Participant<?> of, Request command) {}

  /** A record that is about to be stored. */
  private record Pending(Resource resource, Buffer record) {}

  private final Predicate<String> keys;
  private final boolean limited;
  private final Map<String, Pending> records = new LinkedHashMap<>();
  private final Map<String, Long> growths = new HashMap<>();
  private final Set<String> others = new HashSet<>();
  private final Map<Participant<?>, RedisWrites> writers = new LinkedHashMap<>();
  private int bytes;
  private boolean removesTrees;

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

  /**
   * What a read will find, where that has been decided.
   *
   * @param found by it now
   */
  Optional<Object> after(Read read, String key, Object found) {
    if (read instanceof Read.OfSize && found instanceof Long size) {
      return Optional.ofNullable(growths.get(key)).map(growth -> size + growth);
    }
    return Optional.ofNullable(records.get(key)).map(last -> Optional.of(last.resource()));
  }

  /** Whether something at the key is about to change; {@link #after} may know to what. */
  boolean touches(String key) {
    return others.contains(key) || growths.containsKey(key);
  }

  /** Whether what lies below some resource will not be visible any more. */
  boolean removesTrees() {
    return removesTrees;
  }

  /** Takes what the participant has decided; false, and nothing is taken, where it does not fit. */
  boolean add(Participant<?> participant) {
    RedisWrites more = RedisWrites.of(participant.writes(), participant.mark());
    Map<String, Pending> stored = new LinkedHashMap<>();
    int moreBytes = 0;
    for (Map.Entry<String, Resource> each : more.records().entrySet()) {
      Buffer record = RecordCodec.encodeRecord(each.getValue(), participant.mark().stamp());
      stored.put(each.getKey(), new Pending(each.getValue(), record));
      moreBytes += record.length();
    }
    if (limited) {
      Set<String> touched = more.otherKeys();
      if (bytes + moreBytes > GROUP_BYTES_MAX || !fits(stored.keySet(), touched)) {
        return false;
      }
      records.keySet().removeAll(touched);
      touched.forEach(key -> touch(key, more.growths().get(key)));
    }
    bytes += moreBytes;
    removesTrees |= participant.writes().stream().anyMatch(Write.RemoveTree.class::isInstance);
    records.putAll(stored);
    writers.put(participant, more);
    return true;
  }

  private void touch(String key, @Nullable Long growth) {
    if (growth != null && !others.contains(key)) {
      growths.merge(key, growth, Long::sum);
    } else {
      growths.remove(key);
      others.add(key);
    }
  }

  /** What is deleted here is not stored here, too: the records go together. */
  private boolean fits(Set<String> stored, Set<String> touched) {
    for (String key : stored) {
      if (!keys.test(key) || others.contains(key) || touched.contains(key)) {
        return false;
      }
    }
    return touched.stream().allMatch(keys);
  }

  /** All commands, in order; of several records at one key only the last is stored. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Map<String, Buffer> stored = new LinkedHashMap<>();
    records.forEach(
        (key, last) -> {
          if (keys.test(key)) {
            stored.put(key, last.record());
          }
        });
    for (Map.Entry<Participant<?>, RedisWrites> each : writers.entrySet()) {
      Participant<?> writer = each.getKey();
      each.getValue().deletions(keys).forEach(command -> steps.add(new Step(writer, command)));
      if (!stored.isEmpty()) {
        steps.add(new Step(null, RedisWrites.store(stored)));
        stored.clear();
      }
      each.getValue().additions(keys).forEach(command -> steps.add(new Step(writer, command)));
    }
    return steps;
  }

  /** The earliest of those who store something, of whom there is one at least. */
  Deadline deadline() {
    return writers.keySet().stream()
        .map(Participant::deadline)
        .reduce(Deadline::earlier)
        .orElseThrow();
  }

  /** Who stores something. */
  Set<Participant<?>> writers() {
    return writers.keySet();
  }

  /** Tells all who store a record by which one they will know that they have. */
  void leaveTraces() {
    writers.forEach(
        (writer, stored) -> {
          for (String key : stored.records().keySet()) {
            Pending last = records.get(key);
            if (last != null) {
              writer.leaveTrace(key, last.record());
              return;
            }
          }
        });
  }
}
