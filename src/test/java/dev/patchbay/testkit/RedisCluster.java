package dev.patchbay.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Three masters on loopback, of which the first has the first third of slots, each with as many
 * replicas as wanted.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final int MIGRATE_MILLIS_MAX = 5_000;

  /** A replica that cannot take over gives up after five seconds, without a word; then it may. */
  private static final long FAILOVER_NANOS_MAX = SECONDS.toNanos(6);

  private static final int FAILOVER_ATTEMPTS_MAX = 3;

  private final List<RedisNode> masters = new ArrayList<>();
  private final List<RedisNode> replicas = new ArrayList<>();
  private final List<String> directives = new ArrayList<>();
  private final Optional<Path> certificates;

  private RedisCluster(List<String> directives, Optional<Path> certificates) {
    this.directives.addAll(List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "1000"));
    this.directives.addAll(List.of("--cluster-require-full-coverage", "no"));
    // A master whose replicas answer late on a busy machine must not be given those of another.
    this.directives.addAll(List.of("--cluster-allow-replica-migration", "no"));
    this.directives.addAll(
        List.of("--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"));
    this.directives.addAll(directives);
    this.certificates = certificates;
  }

  /** Starts one without replicas, and waits until all masters agree that it is complete. */
  public static RedisCluster start() {
    return start(0, new RedisCluster(List.of(), Optional.empty()));
  }

  /** Starts one of which each master has replicas that are in step. */
  public static RedisCluster startReplicated(int replicasOfEach, String... directives) {
    return start(replicasOfEach, new RedisCluster(List.of(directives), Optional.empty()));
  }

  /** Starts one that speaks TLS, to its own nodes too. */
  public static RedisCluster startTls(Path certificates) {
    return start(0, new RedisCluster(List.of("--tls-cluster", "yes"), Optional.of(certificates)));
  }

  private static RedisCluster start(int replicasOfEach, RedisCluster cluster) {
    try {
      cluster.form();
      cluster.replicate(replicasOfEach);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void form() {
    for (int i = 0; i < MASTERS; i++) {
      RedisNode master = startNode();
      masters.add(master);
      master.command("CLUSTER", "ADDSLOTSRANGE", "" + first(i), "" + (first(i + 1) - 1));
      master.command("CLUSTER", "SET-CONFIG-EPOCH", "" + (i + 1));
      meet(master);
    }
    masters.forEach(this::awaitComplete);
  }

  private void replicate(int replicasOfEach) {
    for (int i = 0; i < MASTERS * replicasOfEach; i++) {
      RedisNode replica = startNode();
      replicas.add(replica);
      meet(replica);
    }
    nodes().forEach(this::awaitComplete);
    for (int i = 0; i < replicas.size(); i++) {
      replicas.get(i).command("CLUSTER", "REPLICATE", id(masters.get(i % MASTERS)));
    }
    awaitReplicas(replicasOfEach);
  }

  private RedisNode startNode() {
    List<String> all = new ArrayList<>(directives);
    certificates.ifPresent(files -> all.addAll(RedisNode.tlsDirectives(files)));
    return RedisNode.start(all.toArray(String[]::new));
  }

  private void meet(RedisNode node) {
    int port = certificates.isPresent() ? node.tlsPort() : node.port();
    masters.get(0).command("CLUSTER", "MEET", "127.0.0.1", "" + port);
  }

  private void awaitComplete(RedisNode node) {
    RedisNode.await(
        "the Cluster is complete",
        () -> {
          String info = node.text("CLUSTER", "INFO");
          return info.contains("cluster_state:ok")
              && info.contains("cluster_slots_ok:" + SLOTS)
              && info.contains("cluster_known_nodes:" + nodes().size());
        });
  }

  /** Waits until each that is a master now has so many replicas that are in step. */
  public void awaitReplicas(int replicasOfEach) {
    for (int i = 0; i < MASTERS; i++) {
      int slot = first(i);
      RedisNode.await(
          "replicas are in step",
          () ->
              owner(slot).text("INFO", "replication").split("state=online", -1).length
                  > replicasOfEach);
    }
  }

  /**
   * Restores the state of the start, except for which node is a master: all nodes run, all agree,
   * and there is no key.
   */
  public void makeWhole() {
    nodes().stream().filter(node -> !node.isAlive()).forEach(RedisNode::restart);
    awaitReplicas(replicas.size() / MASTERS);
    RedisNode.await("all nodes agree", () -> nodes().stream().allMatch(this::agrees));
    for (int i = 0; i < MASTERS; i++) {
      owner(first(i)).command("FLUSHALL");
    }
  }

  private boolean agrees(RedisNode node) {
    String info = node.text("CLUSTER", "INFO");
    return info.contains("cluster_state:ok")
        && info.contains("cluster_slots_ok:" + SLOTS)
        && IntStream.range(0, MASTERS)
            .map(RedisCluster::first)
            .allMatch(slot -> ownerAsSeenBy(node, slot).equals(Optional.of(owner(slot))));
  }

  private static int first(int master) {
    return master * SLOTS / MASTERS;
  }

  public List<RedisNode> masters() {
    return masters;
  }

  public List<URI> uris() {
    return masters.stream()
        .map(
            master ->
                certificates.isEmpty()
                    ? master.uri()
                    : URI.create("rediss://127.0.0.1:" + master.tlsPort()))
        .toList();
  }

  /** Returns all nodes, the initial masters first, though they may be replicas now. */
  public List<RedisNode> nodes() {
    List<RedisNode> nodes = new ArrayList<>(masters);
    nodes.addAll(replicas);
    return nodes;
  }

  /**
   * The master that has a slot, as the first live node reports; in the middle of a failover a node
   * may report that there is none.
   */
  public RedisNode owner(int slot) {
    RedisNode asked = nodes().stream().filter(RedisNode::isAlive).findFirst().orElseThrow();
    AtomicReference<@org.jspecify.annotations.Nullable RedisNode> owner = new AtomicReference<>();
    RedisNode.await(
        "a node has slot " + slot,
        () -> {
          ownerAsSeenBy(asked, slot).ifPresent(owner::set);
          return owner.get() != null;
        });
    return Objects.requireNonNull(owner.get());
  }

  private Optional<RedisNode> ownerAsSeenBy(RedisNode asked, int slot) {
    for (Object range : list(asked.command("CLUSTER", "SLOTS"))) {
      List<?> parts = list(range);
      if ((Long) parts.get(0) <= slot && slot <= (Long) parts.get(1)) {
        return Optional.of(withPort((Long) list(parts.get(2)).get(1)));
      }
    }
    return Optional.empty();
  }

  /** The replicas of the master that has a slot. */
  public List<RedisNode> replicasOf(int slot) {
    return owner(slot)
        .text("INFO", "replication")
        .lines()
        .filter(line -> line.startsWith("slave") && line.contains(",port="))
        .map(line -> withPort(Long.parseLong(line.replaceAll(".*,port=(\\d+).*", "$1"))))
        .toList();
  }

  private RedisNode withPort(long port) {
    return nodes().stream().filter(node -> node.port() == port).findFirst().orElseThrow();
  }

  /** Waits until another master has the slot. */
  public void awaitSuccessorOf(RedisNode master, int slot) {
    RedisNode.await("a new master", () -> !owner(slot).equals(master));
  }

  /** Makes a replica of a slot's master the next master. */
  public void failOver(int slot) {
    RedisNode master = owner(slot);
    for (int attempt = 0; attempt < FAILOVER_ATTEMPTS_MAX; attempt++) {
      replicasOf(slot).get(0).command("CLUSTER", "FAILOVER");
      long end = System.nanoTime() + FAILOVER_NANOS_MAX;
      while (System.nanoTime() < end) {
        if (!owner(slot).equals(master)) {
          return;
        }
        RedisNode.pause(10);
      }
    }
    throw new AssertionError("no replica took over");
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

  /** Ends a migration that was begun and leaves the slot where it was. */
  public void abandonMigration(int slot, RedisNode source, RedisNode target) {
    target.command("FLUSHALL");
    for (RedisNode node : List.of(source, target)) {
      node.command("CLUSTER", "SETSLOT", "" + slot, "STABLE");
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
    nodes().forEach(RedisNode::close);
  }
}
