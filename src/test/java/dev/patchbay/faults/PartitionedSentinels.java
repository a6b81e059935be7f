package dev.patchbay.faults;

import dev.patchbay.provider.TcpProxy;
import dev.patchbay.testkit.RedisNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A master with two replicas and the three Sentinels that watch them, on a network that can be
 * parted. Each server and each Sentinel is reached through a proxy of its own, and all of them
 * connect from another address of loopback than all other clients, so that a proxy can distinguish
 * the peers that it lets through.
 */
public final class PartitionedSentinels implements AutoCloseable {

  public static final String MASTER_NAME = "primary";

  private static final InetAddress PEERS = address(2);
  private static final int SERVERS = 3;

  /** One server, and the proxy before it. */
  private record Reached(RedisNode node, TcpProxy proxy) {}

  private final List<Reached> servers = new ArrayList<>();
  private final List<Reached> sentinels = new ArrayList<>();

  private PartitionedSentinels() {}

  /** Whether this machine has a second address of loopback, as Linux does. */
  public static boolean isPossible() {
    try (ServerSocket server = new ServerSocket(0, 1, address(1));
        Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(PEERS, 0));
      socket.connect(server.getLocalSocketAddress(), 1_000);
      return true;
    } catch (IOException ignored) {
      return false;
    }
  }

  /**
   * Starts all of them and waits until each knows of each other.
   *
   * @param directives for the master and the replicas
   */
  public static PartitionedSentinels start(String... directives) {
    PartitionedSentinels all = new PartitionedSentinels();
    try {
      all.form(directives);
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private void form(String... directives) {
    List<String> forServers = new ArrayList<>(List.of(directives));
    forServers.addAll(List.of("--bind-source-addr", PEERS.getHostAddress()));
    forServers.addAll(List.of("--repl-diskless-sync-delay", "0"));
    forServers.addAll(List.of("--repl-ping-replica-period", "1", "--repl-timeout", "3"));
    for (int i = 0; i < SERVERS; i++) {
      servers.add(reached(RedisNode.start(forServers.toArray(String[]::new))));
      Reached server = servers.get(i);
      server.node.command("CONFIG", "SET", "replica-announce-port", "" + server.proxy.port());
      if (i > 0) {
        server.node.command("REPLICAOF", "127.0.0.1", "" + servers.get(0).proxy.port());
      }
    }
    for (int i = 0; i < 3; i++) {
      sentinels.add(
          reached(
              RedisNode.startSentinel(
                  "bind-source-addr " + PEERS.getHostAddress(),
                  // Else they would announce the address that they connect from.
                  "sentinel announce-ip 127.0.0.1",
                  "sentinel monitor %s 127.0.0.1 %d 2"
                      .formatted(MASTER_NAME, servers.get(0).proxy.port()),
                  "sentinel down-after-milliseconds %s 1000".formatted(MASTER_NAME),
                  "sentinel failover-timeout %s 5000".formatted(MASTER_NAME))));
    }
    awaitComplete();
  }

  private static Reached reached(RedisNode node) {
    return new Reached(node, TcpProxy.to(node.port()));
  }

  private void awaitComplete() {
    for (Reached sentinel : sentinels) {
      RedisNode.await(
          "all know each other",
          () -> {
            String state = sentinel.node.text("SENTINEL", "MASTER", MASTER_NAME);
            String replicas = sentinel.node.text("SENTINEL", "REPLICAS", MASTER_NAME);
            return state.contains("num-slaves, 2")
                && state.contains("num-other-sentinels, 2")
                && state.contains("flags, master,")
                && replicas.split("master-link-status, ok", -1).length == SERVERS;
          });
    }
  }

  /**
   * Waits until the master has all others as replicas. A former master that is reached again
   * becomes one after ten seconds, when the Sentinels are sure of it.
   */
  public void awaitReplicas() {
    RedisNode.await(
        "all are in step",
        () -> master().text("INFO", "replication").split("state=online", -1).length == SERVERS);
  }

  /** Returns the addresses of the Sentinels for a client. */
  public List<URI> uris() {
    return sentinels.stream()
        .map(sentinel -> URI.create("redis://127.0.0.1:" + sentinel.proxy.port()))
        .toList();
  }

  /** The port by which the Sentinels call the master. */
  public int masterPort() {
    Object address =
        sentinels.get(0).node.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    return Integer.parseInt((String) ((List<?>) Objects.requireNonNull(address)).get(1));
  }

  /** The one that the Sentinels name. */
  public RedisNode master() {
    return master(masterPort()).node;
  }

  private Reached master(int port) {
    return servers.stream().filter(each -> each.proxy.port() == port).findFirst().orElseThrow();
  }

  /** Parts the master from its replicas and the Sentinels, and from no client. */
  public void partMasterFromPeers() {
    master(masterPort()).proxy.blackHole(PEERS);
  }

  /** Parts the master from all peers and clients. */
  public void partMasterFromAll() {
    master(masterPort()).proxy.blackHole();
  }

  /** Parts the Sentinels from all clients, but not from the servers and each other. */
  public void partSentinelsFromClients() {
    sentinels.forEach(sentinel -> sentinel.proxy.blackHole());
  }

  public void heal() {
    servers.forEach(server -> server.proxy.heal());
    sentinels.forEach(sentinel -> sentinel.proxy.heal());
  }

  /** Waits until all Sentinels name another master than the one of this port. */
  public void awaitSuccessorOf(int port) {
    for (Reached sentinel : sentinels) {
      RedisNode.await(
          "a new master",
          () ->
              !sentinel
                  .node
                  .text("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME)
                  .contains(", " + port + "]"));
    }
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (List<Reached> each : List.of(sentinels, servers)) {
      each.forEach(
          reached -> {
            reached.proxy.close();
            reached.node.close();
          });
    }
  }
}
