package dev.patchbay.gateway.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The other replicas, by their heartbeats. A replica is silent when this one could read its
 * heartbeat and it has not changed. The time is by the clock of this replica alone, so neither a
 * changed clock nor an outage of Redis makes a replica look dead. Belongs to one event loop.
 */
final class ReplicaTable {

  /**
   * Five beats, one second more than a lease: a silent replica has stopped serving commands by its
   * own clock before its connections are taken over.
   */
  static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** After a longer pause between two reads the silence of the others is counted anew. */
  static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Seen(String text, Heartbeat beat, long sinceNanos, boolean hasBeaten) {}

  private Map<String, Seen> others = Map.of();
  private Map<String, String> claims = Map.of();
  private boolean isFirst = true;
  private long readNanos;

  /** Updates the table with the values in Redis. */
  void read(Map<String, String> beats, Map<String, String> readClaims, long nowNanos) {
    boolean gap = !isFirst && nowNanos - readNanos > GAP_NANOS;
    Map<String, Seen> seen = new HashMap<>();
    beats.forEach((id, text) -> seen.put(id, seen(others.get(id), text, gap, nowNanos)));
    others = seen;
    claims = Map.copyOf(readClaims);
    isFirst = false;
    readNanos = nowNanos;
  }

  private static Seen seen(@Nullable Seen known, String text, boolean gap, long nowNanos) {
    if (known != null && known.text.equals(text)) {
      return gap ? new Seen(text, known.beat, nowNanos, false) : known;
    }
    return new Seen(text, Heartbeat.decode(text), nowNanos, !gap);
  }

  Optional<Heartbeat> find(String replicaId) {
    return Optional.ofNullable(others.get(replicaId)).map(Seen::beat);
  }

  /** Returns the latest heartbeat of a replica; empty where Redis has none. */
  String text(String replicaId) {
    Seen seen = others.get(replicaId);
    return seen == null ? "" : seen.text;
  }

  /** The replicas that have been silent for too long. */
  List<String> silent(long nowNanos) {
    return others.entrySet().stream()
        .filter(each -> nowNanos - each.getValue().sinceNanos > SILENT_NANOS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The replicas whose connections were taken over, and by which other one. */
  Map<String, String> claims() {
    return claims;
  }

  /**
   * Whether Redis has all connections: a connection that it does not have does not exist then.
   * False while a replica still has to write some after an outage of Redis.
   */
  boolean isComplete() {
    return others.values().stream().allMatch(each -> each.hasBeaten && each.beat.isComplete());
  }
}
