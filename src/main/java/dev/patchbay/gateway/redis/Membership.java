package dev.patchbay.gateway.redis;

import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The membership of this process among the replicas. Each heartbeat renews its lease: without a
 * lease it serves no commands. Belongs to one event loop, except where it says otherwise.
 */
final class Membership {

  /** Less than the silence after which the others take its connections over. */
  static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private static final int ID_BYTES = 8;
  private static final int KEY_BYTES = 32;

  /** Receives the loss of all connections: another replica has taken them over. */
  interface Listener {
    void claimed();

    /** Redis had no heartbeat of this replica, so it may not have its connections either. */
    void unknown();
  }

  private final RedisNodes nodes;
  private final RegistryKeys keys;
  private final SecureRandom random;
  private final LongSupplier nanoClock;
  private final Listener listener;
  private final ReplicaTable table = new ReplicaTable();
  private String host = "";
  private int port;
  private volatile String id;
  private volatile String key;
  private volatile long leaseNanos;
  private volatile boolean isLeased;
  private long count;
  private long redisMillis;
  private long sentNanos;
  private long receivedNanos;
  private @Nullable Future<Void> running;

  Membership(
      RedisNodes nodes,
      RegistryKeys keys,
      SecureRandom random,
      LongSupplier nanoClock,
      Listener listener) {
    this.nodes = nodes;
    this.keys = keys;
    this.random = random;
    this.nanoClock = nanoClock;
    this.listener = listener;
    this.id = draw(ID_BYTES);
    this.key = draw(KEY_BYTES);
  }

  private String draw(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Sets the address for the other replicas. */
  void listensAt(String ownHost, int ownPort) {
    host = ownHost;
    port = ownPort;
  }

  /** Safe for all threads. */
  String id() {
    return id;
  }

  /** The secret of this replica. */
  String key() {
    return key;
  }

  ReplicaTable table() {
    return table;
  }

  /** Whether this replica may serve commands now. Safe for all threads. */
  boolean isLeased() {
    return isLeased && nanoClock.getAsLong() - leaseNanos < LEASE_NANOS;
  }

  /** Returns a lower bound of the present time of Redis. */
  long earliestMillis() {
    return redisMillis + TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - receivedNanos);
  }

  /** Returns an upper bound of the present time of Redis. */
  long latestMillis() {
    return redisMillis + TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sentNanos);
  }

  /**
   * Writes the heartbeat, and reads the heartbeats of the others.
   *
   * @param isComplete whether all its connections are in Redis
   */
  Future<Void> beat(boolean isComplete) {
    if (running != null) {
      return running;
    }
    long begunNanos = nanoClock.getAsLong();
    String text = new Heartbeat(++count, isComplete, host, port, key).encode();
    Future<Void> beat =
        RegistryScripts.BEAT
            .texts(nodes, keys.replicas(), List.of(id, text))
            .map(
                reply -> {
                  accept(reply, begunNanos);
                  return null;
                });
    if (!beat.isComplete()) {
      running = beat;
      beat.onComplete(ended -> running = null);
    }
    return beat;
  }

  private void accept(List<String> reply, long begunNanos) {
    if (reply.get(0).equals("claimed")) {
      isLeased = false;
      id = draw(ID_BYTES);
      key = draw(KEY_BYTES);
      listener.claimed();
      return;
    }
    if (reply.get(0).equals("new")) {
      listener.unknown();
    }
    redisMillis = Long.parseLong(reply.get(1));
    sentNanos = begunNanos;
    receivedNanos = nanoClock.getAsLong();
    int replicasEnd = 3 + 2 * Integer.parseInt(reply.get(2));
    Map<String, String> beats = new HashMap<>(pairs(reply.subList(3, replicasEnd)));
    beats.remove(id);
    table.read(beats, pairs(reply.subList(replicasEnd, reply.size())), receivedNanos);
    leaseNanos = begunNanos;
    isLeased = true;
  }

  static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      pairs.put(texts.get(i), texts.get(i + 1));
    }
    return pairs;
  }

  /** Ends the membership; another replica ends the connections that are left. */
  Future<?> leave(boolean isEmpty) {
    isLeased = false;
    return RegistryScripts.LEAVE.texts(
        nodes, keys.replicas(), List.of(id, isEmpty ? "" : Takeover.UNCLAIMED));
  }
}
