package dev.patchbay.store.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.connection.HostPort;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.testkit.RedisNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that are closed while a Sentinel's answer is under way. */
final class SentinelCloseTest {

  private static final RedisLimits LIMITS = new RedisLimits(5_000, 5_000, 15_000, 3);
  private static final RedisAccess OPEN =
      new RedisAccess(false, Optional.empty(), Optional.empty(), Optional.empty());

  private final RedisNode master = RedisNode.start();
  private final RedisNode sentinel =
      RedisNode.startSentinel("sentinel monitor primary 127.0.0.1 %d 1".formatted(master.port()));
  private final EventLoop loop = new EventLoop();

  @AfterEach
  void close() {
    loop.close();
    sentinel.close();
    master.close();
  }

  @Test
  void masterThatIsResolvedAtTheCloseIsNotUsed() {
    List<RedisConnections> made = new ArrayList<>();
    CompletableFuture<SentinelNodes> closed = new CompletableFuture<>();
    List<SentinelNodes> self = new ArrayList<>();
    loop.make(
        vertx ->
            self.add(
                new SentinelNodes(
                    vertx,
                    List.of(
                        listener ->
                            new Sentinel(
                                vertx,
                                new HostPort("127.0.0.1", sentinel.port()),
                                OPEN,
                                "primary",
                                LIMITS,
                                listener)),
                    address -> {
                      RedisConnections connections =
                          new RedisConnections(vertx, OPEN.uri(address), 1, LIMITS);
                      made.add(connections);
                      // The question for the role is sent in this turn, and not answered.
                      vertx.runOnContext(
                          next -> {
                            self.get(0).close();
                            closed.complete(self.get(0));
                          });
                      return connections;
                    },
                    LIMITS,
                    RedisMeter.NONE,
                    System::nanoTime)));
    EventLoop.await(closed);
    assertThat(made).hasSize(1);
    RedisNode.await("its connection is closed", () -> connectionsToMaster() == 0);
    // The connection to an adopted master would stay, so poll until it has been opened and closed.
    loop.call(() -> made.get(0).lease().map(Lease::millisLeft).otherwise(0L));
    RedisNode.await("no connection stays", () -> connectionsToMaster() == 0);
  }

  /** The connections of the client under test. */
  private long connectionsToMaster() {
    return String.valueOf(master.command("CLIENT", "LIST", "TYPE", "NORMAL"))
        .lines()
        .filter(line -> line.contains("cmd=role") || line.contains("cmd=hello"))
        .filter(line -> !line.contains("name=sentinel"))
        .count();
  }
}
