package dev.patchbay.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A master with two replicas on loopback, and the three Sentinels that watch them. */
public final class RedisSentinels implements AutoCloseable {

  public static final String MASTER_NAME = "primary";

  /** A Sentinel considers a server down after this time without a reply. */
  public static final int DOWN_MILLIS = 1_000;

  private static final int REPLICAS = 2;
  private static final int SENTINELS = 3;

  private final List<RedisNode> servers = new ArrayList<>();
  private final List<RedisNode> sentinels = new ArrayList<>();
  private final List<Integer> sentinelTlsPorts = new ArrayList<>();
  private final Optional<Path> certificates;

  private RedisSentinels(Optional<Path> certificates) {
    this.certificates = certificates;
  }

  /**
   * Starts all of them and waits until each knows of each other.
   *
   * @param directives for the master and the replicas
   */
  public static RedisSentinels start(String... directives) {
    return start(new RedisSentinels(Optional.empty()), directives);
  }

  /** The same, speaking TLS with each other and with clients. */
  public static RedisSentinels startTls(Path certificates) {
    return start(new RedisSentinels(Optional.of(certificates)));
  }

  private static RedisSentinels start(RedisSentinels all, String... directives) {
    try {
      all.form(List.of(directives));
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private void form(List<String> directives) {
    RedisNode master = RedisNode.start(withSync(directives));
    servers.add(master);
    List<String> forReplicas = new ArrayList<>(directives);
    forReplicas.addAll(List.of("--replicaof", "127.0.0.1 " + portOf(master)));
    for (int i = 0; i < REPLICAS; i++) {
      servers.add(RedisNode.start(withSync(forReplicas)));
    }
    for (int i = 0; i < SENTINELS; i++) {
      List<String> lines = new ArrayList<>(tlsLines());
      lines.addAll(
          List.of(
              "sentinel monitor %s 127.0.0.1 %d 2".formatted(MASTER_NAME, portOf(master)),
              "sentinel down-after-milliseconds %s %d".formatted(MASTER_NAME, DOWN_MILLIS),
              "sentinel failover-timeout %s 5000".formatted(MASTER_NAME)));
      sentinels.add(RedisNode.startSentinel(lines.toArray(String[]::new)));
    }
    awaitComplete();
  }

  private int portOf(RedisNode server) {
    return certificates.isPresent() ? server.tlsPort() : server.port();
  }

  private List<String> tlsLines() {
    List<String> directives = certificates.map(RedisNode::tlsDirectives).orElse(List.of());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < directives.size(); i += 2) {
      String name = directives.get(i).substring("--".length());
      if (name.equals("tls-port")) {
        sentinelTlsPorts.add(Integer.valueOf(directives.get(i + 1)));
      }
      lines.add(name + " " + directives.get(i + 1));
    }
    return lines;
  }

  /** Waits until each Sentinel knows all others, and all replicas in step with one master. */
  public void awaitComplete() {
    for (RedisNode sentinel : sentinels) {
      RedisNode.await("the Sentinels know each other", () -> isComplete(sentinel));
    }
  }

  private String[] withSync(List<String> directives) {
    List<String> all = new ArrayList<>(directives);
    all.addAll(certificates.map(RedisNode::tlsDirectives).orElse(List.of()));
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

  /** Returns the addresses of the Sentinels. */
  public List<RedisNode> sentinels() {
    return sentinels;
  }

  public List<URI> uris() {
    return certificates.isEmpty()
        ? sentinels.stream().map(RedisNode::uri).toList()
        : sentinelTlsPorts.stream().map(port -> URI.create("rediss://127.0.0.1:" + port)).toList();
  }

  /** The server that the first Sentinel names. */
  public RedisNode master() {
    Object address = sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    int port = Integer.parseInt((String) list(address).get(1));
    return servers.stream().filter(server -> portOf(server) == port).findFirst().orElseThrow();
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
                  .contains(", " + portOf(master) + "]"));
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
