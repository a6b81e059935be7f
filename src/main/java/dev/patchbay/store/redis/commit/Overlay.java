package dev.patchbay.store.redis.commit;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.Removals;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of Redis with the writes that the commits of one attempt are about to store. Each
 * decision sees the records and sizes after the writes of earlier decisions, so that many changes
 * of one resource, or creations in one collection, fit into one transaction.
 */
final class Overlay {

  /**
   * A batch stores at most two of the largest bodies beside its first commit, for it keeps all
   * other clients of Redis waiting and is held in memory twice.
   */
  private static final int BATCH_BYTES_MAX = 2 * 1024 * 1024;

  /** A record that is about to be stored. */
  record PendingRecord(Resource resource, Buffer bytes) {}

  /**
   * The values on which a decision is made.
   *
   * @param found for each read the value for a Snapshot, or the exception of a record that cannot
   *     be read
   * @param uncommitted whether some of them are not stored yet, and may never be
   */
  record Values(Map<Read, Object> found, boolean uncommitted) {

    /** Throws the exception of the first record that cannot be read, if there is one. */
    Snapshot snapshot() {
      for (Object value : found.values()) {
        if (value instanceof ServiceException unreadable) {
          throw unreadable;
        }
      }
      return new Snapshot(found);
    }

    boolean hasAbsentResource() {
      return found.containsValue(Optional.empty());
    }
  }

  private final Predicate<String> here;
  private final Map<Read, ReadBatch.Found> found = new HashMap<>();
  private final Map<String, Removals> removals = new HashMap<>();
  private final Map<PendingCommit<?>, RedisWrites> writers = new LinkedHashMap<>();
  private final Map<String, PendingRecord> records = new LinkedHashMap<>();
  private final Map<String, Long> indexDeltas = new HashMap<>();
  private final Set<String> otherKeys = new HashSet<>();
  private int bytes;
  private boolean removesTrees;

  /** An overlay over nothing, for an attempt in the slot of the keys that lie here. */
  Overlay(Predicate<String> here) {
    this.here = here;
  }

  void add(ReadBatch.Result read) {
    found.putAll(read.found());
    removals.putAll(read.removals());
  }

  /** Returns all reads. */
  Set<Read> reads() {
    return found.keySet();
  }

  /** Returns the values that the reads have now; empty where they are known only after EXEC. */
  Optional<Values> values(Set<Read> reads) {
    if (removesTrees) {
      return Optional.empty(); // The read may lie below a resource that is removed.
    }
    Map<Read, Object> visible = new HashMap<>();
    boolean uncommitted = false;
    for (Read read : reads) {
      ReadBatch.Found stored = Objects.requireNonNull(found.get(read));
      Object pending = writers.isEmpty() ? null : pending(read, stored);
      if (pending == null
          && (otherKeys.contains(stored.key()) || indexDeltas.containsKey(stored.key()))) {
        return Optional.empty();
      }
      uncommitted |= pending != null;
      visible.put(read, pending == null ? stored.value() : pending);
    }
    return Optional.of(new Values(visible, uncommitted));
  }

  private @Nullable Object pending(Read read, ReadBatch.Found stored) {
    if (read instanceof Read.OfSize && stored.value() instanceof Long size) {
      Long delta = indexDeltas.get(stored.key());
      return delta == null ? null : (Object) (size + delta);
    }
    PendingRecord last = records.get(stored.key());
    if (last == null) {
      return null;
    }
    return read instanceof Read.OfLength
        ? (Object) (long) last.bytes().length()
        : Optional.of(last.resource());
  }

  /** Throws the refusal of a write that cannot be stored while something is being removed. */
  void check(List<Write> writes) {
    if (!removals.isEmpty()) {
      Removals.check(writes, removals);
    }
  }

  /**
   * Adds the writes of a commit, and returns its outcome once they are stored; adds nothing where
   * they need an attempt of their own.
   */
  <R> Outcome<R> add(PendingCommit<R> commit, Decision.Commit<R> decided) {
    RedisWrites more = RedisWrites.of(decided.writes(), commit.writeId(), commit.keys());
    Set<String> touched = more.otherKeys();
    if (!Stream.concat(touched.stream(), more.records().keySet().stream()).allMatch(here)) {
      return new Outcome.NeedsOwnAttempt<>(true);
    }
    Map<String, PendingRecord> stored = new LinkedHashMap<>();
    int moreBytes = 0;
    for (Map.Entry<String, Resource> each : more.records().entrySet()) {
      Buffer record = RecordCodec.encodeRecord(each.getValue(), commit.writeId().stamp());
      stored.put(each.getKey(), new PendingRecord(each.getValue(), record));
      moreBytes += record.length();
    }
    if (!writers.isEmpty() && !fits(stored.keySet(), touched, moreBytes)) {
      return new Outcome.NeedsOwnAttempt<>(false);
    }
    records.keySet().removeAll(touched);
    touched.forEach(key -> touch(key, more.indexDeltas().get(key)));
    bytes += moreBytes;
    removesTrees |= decided.writes().stream().anyMatch(Write.RemoveTree.class::isInstance);
    records.putAll(stored);
    writers.put(commit, more);
    return new Outcome.Done<>(decided.result(), false);
  }

  /**
   * A key that is deleted here is not stored here, too, for all records are stored by one command.
   */
  private boolean fits(Set<String> stored, Set<String> touched, int moreBytes) {
    return bytes + moreBytes <= BATCH_BYTES_MAX
        && Collections.disjoint(stored, otherKeys)
        && Collections.disjoint(stored, touched);
  }

  private void touch(String key, @Nullable Long delta) {
    if (delta != null && !otherKeys.contains(key)) {
      indexDeltas.merge(key, delta, Long::sum);
    } else {
      indexDeltas.remove(key);
      otherKeys.add(key);
    }
  }

  /** The commits that store something, in the order of their decisions. */
  Map<PendingCommit<?>, RedisWrites> writers() {
    return writers;
  }

  /** Returns the record to store at each key: of several records the last. */
  Map<String, PendingRecord> records() {
    return records;
  }

  /** Returns the record that proves that a commit was stored; empty where it stores none. */
  <R> Optional<Outcome.Proof<R>> proof(PendingCommit<R> commit, R result) {
    RedisWrites writes = writers.get(commit);
    for (String key : writes == null ? Set.<String>of() : writes.records().keySet()) {
      PendingRecord last = records.get(key);
      if (last != null) {
        return Optional.of(new Outcome.Proof<>(key, last.bytes(), result));
      }
    }
    return Optional.empty();
  }
}
