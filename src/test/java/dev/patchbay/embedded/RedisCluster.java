package dev.patchbay.embedded;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Three masters without replicas on loopback, of which the first has the first third of slots. */
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final int MIGRATE_MILLIS_MAX = 5_000;

  private final List<RedisNode> masters = new ArrayList<>();

  /** Starts it and waits until all masters agree that it is complete. */
  public static RedisCluster start() {
    RedisCluster cluster = new RedisCluster();
    try {
      cluster.form();
      return cluster;
    } catch (RuntimeException | Error failure) {
      cluster.close();
      throw failure;
    }
  }

  private void form() {
    for (int i = 0; i < MASTERS; i++) {
      RedisNode master =
          RedisNode.start(
              "--cluster-enabled", "yes",
              "--cluster-node-timeout", "1000",
              "--cluster-require-full-coverage", "no");
      masters.add(master);
      master.command("CLUSTER", "ADDSLOTSRANGE", "" + first(i), "" + (first(i + 1) - 1));
      master.command("CLUSTER", "SET-CONFIG-EPOCH", "" + (i + 1));
      masters.get(0).command("CLUSTER", "MEET", "127.0.0.1", "" + master.port());
    }
    for (RedisNode master : masters) {
      RedisNode.await(
          "the Cluster is complete",
          () -> {
            String info = master.text("CLUSTER", "INFO");
            return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:" + SLOTS)
                && info.contains("cluster_known_nodes:" + MASTERS);
          });
    }
  }

  private static int first(int master) {
    return master * SLOTS / MASTERS;
  }

  public List<RedisNode> masters() {
    return masters;
  }

  public List<URI> uris() {
    return masters.stream().map(RedisNode::uri).toList();
  }

  /** The master that has a slot, as the first master believes. */
  public RedisNode owner(int slot) {
    for (Object range : list(masters.get(0).command("CLUSTER", "SLOTS"))) {
      List<?> parts = list(range);
      if ((Long) parts.get(0) <= slot && slot <= (Long) parts.get(1)) {
        long port = (Long) list(parts.get(2)).get(1);
        return masters.stream().filter(master -> master.port() == port).findFirst().orElseThrow();
      }
    }
    throw new AssertionError("nobody has slot " + slot);
  }

  /** Opens a migration: from now on new keys go to the target, and missing ones are asked there. */
  public void beginMigration(int slot, RedisNode source, RedisNode target) {
    target.command("CLUSTER", "SETSLOT", "" + slot, "IMPORTING", id(source));
    source.command("CLUSTER", "SETSLOT", "" + slot, "MIGRATING", id(target));
  }

  /** Moves the keys of a slot, one at a time. */
  public void moveKeys(int slot, RedisNode source, RedisNode target) {
    while (true) {
      List<?> keys = list(source.command("CLUSTER", "GETKEYSINSLOT", "" + slot, "1"));
      if (keys.isEmpty()) {
        return;
      }
      source.command(
          "MIGRATE",
          "127.0.0.1",
          "" + target.port(),
          String.valueOf(keys.get(0)),
          "0",
          "" + MIGRATE_MILLIS_MAX);
    }
  }

  /** Gives the slot to the target for good. */
  public void endMigration(int slot, RedisNode target) {
    target.command("CLUSTER", "SETSLOT", "" + slot, "NODE", id(target));
    for (RedisNode master : masters) {
      master.command("CLUSTER", "SETSLOT", "" + slot, "NODE", id(target));
    }
  }

  public void migrate(int slot, RedisNode target) {
    RedisNode source = owner(slot);
    beginMigration(slot, source, target);
    moveKeys(slot, source, target);
    endMigration(slot, target);
  }

  private static String id(RedisNode node) {
    return node.text("CLUSTER", "MYID");
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  @Override
  public void close() {
    masters.forEach(RedisNode::close);
  }
}
