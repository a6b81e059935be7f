package dev.patchbay.store.redis.commit;

import dev.patchbay.model.Resource;
import dev.patchbay.store.Read;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.layout.RecordCodec;
import dev.patchbay.store.redis.layout.RedisKeys;
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

  /** Whether the writes of a commit fit. */
  enum Fit {
    YES,
    NEEDS_OWN_TRANSACTION,
    IN_OTHER_SLOT
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
  Optional<ReadValues> values(Set<Read> reads) {
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
    return Optional.of(new ReadValues(visible, uncommitted));
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
      writes.forEach(
          write ->
              removals
                  .getOrDefault(RedisKeys.removals(write.resource()), Removals.NONE)
                  .check(write));
    }
  }

  /** Adds the writes of a commit; adds nothing where they do not fit. */
  Fit add(PendingCommit<?> commit, List<Write> writes) {
    RedisWrites more = RedisWrites.of(writes, commit.writeId(), commit.keys());
    Set<String> touched = more.otherKeys();
    if (!areHere(touched) || !areHere(more.records().keySet())) {
      return Fit.IN_OTHER_SLOT;
    }
    Map<String, PendingRecord> stored = new LinkedHashMap<>();
    int moreBytes = 0;
    for (Map.Entry<String, Resource> each : more.records().entrySet()) {
      Buffer record = RecordCodec.encodeRecord(each.getValue(), commit.writeId().stamp());
      stored.put(each.getKey(), new PendingRecord(each.getValue(), record));
      moreBytes += record.length();
    }
    if (!writers.isEmpty() && !fits(stored.keySet(), touched, moreBytes)) {
      return Fit.NEEDS_OWN_TRANSACTION;
    }
    records.keySet().removeAll(touched);
    touched.forEach(key -> touch(key, more.indexDeltas().get(key)));
    bytes += moreBytes;
    removesTrees |= writes.stream().anyMatch(Write.RemoveTree.class::isInstance);
    records.putAll(stored);
    writers.put(commit, more);
    return Fit.YES;
  }

  private boolean areHere(Set<String> keys) {
    for (String key : keys) {
      if (!here.test(key)) {
        return false;
      }
    }
    return true;
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
    RedisWrites stored = writers.get(commit);
    for (String key : stored == null ? Set.<String>of() : stored.records().keySet()) {
      PendingRecord last = records.get(key);
      if (last != null) {
        return Optional.of(new Outcome.Proof<>(key, last.bytes(), result));
      }
    }
    return Optional.empty();
  }
}
