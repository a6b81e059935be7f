package dev.patchbay.embedded;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A master with two replicas on loopback, and the three Sentinels that watch them. */
public final class RedisSentinels implements AutoCloseable {

  public static final String MASTER_NAME = "primary";

  /** Silence after which a Sentinel holds a server to be down. */
  public static final int DOWN_MILLIS = 1_000;

  private static final int REPLICAS = 2;
  private static final int SENTINELS = 3;

  private final List<RedisNode> servers = new ArrayList<>();
  private final List<RedisNode> sentinels = new ArrayList<>();

  /**
   * Starts all of them and waits until each knows of each other.
   *
   * @param directives for the master and the replicas
   */
  public static RedisSentinels start(String... directives) {
    RedisSentinels all = new RedisSentinels();
    try {
      all.form(List.of(directives));
      return all;
    } catch (RuntimeException | Error failure) {
      all.close();
      throw failure;
    }
  }

  private void form(List<String> directives) {
    RedisNode master = RedisNode.start(withSync(directives));
    servers.add(master);
    List<String> forReplicas = new ArrayList<>(directives);
    forReplicas.addAll(List.of("--replicaof", "127.0.0.1 " + master.port()));
    for (int i = 0; i < REPLICAS; i++) {
      servers.add(RedisNode.start(withSync(forReplicas)));
    }
    for (int i = 0; i < SENTINELS; i++) {
      sentinels.add(
          RedisNode.startSentinel(
              "sentinel monitor %s 127.0.0.1 %d 2".formatted(MASTER_NAME, master.port()),
              "sentinel down-after-milliseconds %s %d".formatted(MASTER_NAME, DOWN_MILLIS),
              "sentinel failover-timeout %s 5000".formatted(MASTER_NAME)));
    }
    awaitComplete();
  }

  /** Waits until each Sentinel knows all others, and all replicas in step with one master. */
  public void awaitComplete() {
    for (RedisNode sentinel : sentinels) {
      RedisNode.await("the Sentinels know each other", () -> isComplete(sentinel));
    }
  }

  private static String[] withSync(List<String> directives) {
    List<String> all = new ArrayList<>(directives);
    all.addAll(List.of("--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"));
    return all.toArray(String[]::new);
  }

  private static boolean isComplete(RedisNode sentinel) {
    String state = String.valueOf(sentinel.command("SENTINEL", "MASTER", MASTER_NAME));
    return state.contains("num-slaves, " + REPLICAS)
        && state.contains("num-other-sentinels, " + (SENTINELS - 1))
        && state.contains("flags, master,")
        && list(sentinel.command("SENTINEL", "REPLICAS", MASTER_NAME)).stream()
            .allMatch(replica -> replica.toString().contains("master-link-status, ok"));
  }

  /** Those that watch. */
  public List<RedisNode> sentinels() {
    return sentinels;
  }

  public List<URI> uris() {
    return sentinels.stream().map(RedisNode::uri).toList();
  }

  /** The server that the first Sentinel names. */
  public RedisNode master() {
    Object address = sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    int port = Integer.parseInt((String) list(address).get(1));
    return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
  }

  /** Asks for another master while this one is well. */
  public void failover() {
    sentinels.get(0).command("SENTINEL", "FAILOVER", MASTER_NAME);
  }

  /** Waits until all Sentinels name another master than this one. */
  public void awaitSuccessorOf(RedisNode master) {
    for (RedisNode sentinel : sentinels) {
      RedisNode.await(
          "a new master",
          () ->
              !String.valueOf(sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME))
                  .contains(", " + master.port() + "]"));
    }
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  @Override
  public void close() {
    sentinels.forEach(RedisNode::close);
    servers.forEach(RedisNode::close);
  }
}
