package dev.patchbay.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.model.ConnectionsPage;
import dev.patchbay.model.Limit;
import dev.patchbay.model.PageRequest;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.StandaloneNodes;
import dev.patchbay.testkit.ManualClock;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits of the connections that Redis holds, in a real one. */
@ExtendWith(RedisServerExtension.class)
final class RegisteredConnectionsTest {

  private static final String ACCOUNT = "000000000000";
  private static final RedisLimits LIMITS = new RedisLimits(10_000, 10_000, 60_000, 3);

  private final EventLoop loop = new EventLoop();
  private final RegistryKeys keys = new RegistryKeys(ACCOUNT);
  private final ManualClock clock = new ManualClock();
  private final RedisNodes nodes;

  RegisteredConnectionsTest(RedisServer redis) {
    redis.flushAll();
    nodes =
        loop.make(
            vertx ->
                new StandaloneNodes(new RedisConnections(vertx, redis.uri(), 2, LIMITS), LIMITS));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private void register(String replicaId, String stage, int from, int to) {
    RegistryChanges changes =
        loop.make(vertx -> new RegistryChanges(vertx, nodes, keys, () -> replicaId));
    loop.call(
        () -> {
          List<Future<Void>> written = new ArrayList<>();
          for (int i = from; i < to; i++) {
            ClientConnection connection =
                new ClientConnection(
                    "c%05d".formatted(i),
                    "api",
                    stage,
                    "a",
                    "b",
                    Optional.empty(),
                    0,
                    ConnectionAccess.OPEN);
            written.add(
                changes.add(
                    "api",
                    connection.connectionId(),
                    new ConnectionRecord(replicaId, connection).encode()));
          }
          return Future.all(written);
        });
  }

  @Test
  void aPageEndsWhereTooManyConnectionsOfOtherStagesAreRead() {
    int most = Limit.LISTED_CONNECTIONS.intValue();
    register("r", "other", 0, most);
    register("r", "prod", most, most + 1);
    StoredConnections stored = new StoredConnections(nodes);
    ConnectionsPage first =
        loop.call(() -> stored.read(ACCOUNT, "api", "prod", new PageRequest("", 10)));
    assertThat(first.connections()).isEmpty();
    String last = first.lastId().orElseThrow();
    assertThat(last).isEqualTo("c%05d".formatted(most - 1));
    ConnectionsPage next =
        loop.call(() -> stored.read(ACCOUNT, "api", "prod", new PageRequest(last, 10)));
    assertThat(next.connections()).hasSize(1);
    assertThat(next.lastId()).isEmpty();
  }

  private Membership member(LongSupplier nanoClock) {
    return new Membership(nodes, keys, new SecureRandom(), nanoClock, new NoLosses());
  }

  @Test
  void aCommandSaysUntilWhenItIsCarriedOut() {
    List<Long> deadlines = new ArrayList<>();
    HttpServer other =
        loop.make(
            vertx ->
                vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> {
                          deadlines.add(Long.parseLong(request.getHeader("x-patchbay-deadline")));
                          request.response().end(ReplicaAnswer.encode(CommandOutcome.DONE));
                        }));
    loop.call(() -> other.listen(0, "127.0.0.1"));
    Membership owner = member(clock);
    owner.listensAt("127.0.0.1", other.actualPort());
    Membership sender = member(clock);
    loop.call(() -> owner.beat(true));
    loop.call(() -> sender.beat(true));
    register(owner.id(), "prod", 1, 2);
    clock.advanceMillis(700);
    RemoteConnections remote =
        loop.make(
            vertx ->
                new RemoteConnections(
                    nodes, keys, sender, Future::succeededFuture, new ReplicaClient(vertx, 1)));
    assertThat(loop.call(() -> remote.run("api", "c00001", new ConnectionCommand.Get())))
        .isEqualTo(CommandOutcome.DONE);
    assertThat(deadlines)
        .containsExactly(sender.earliestMillis() + Limit.REMOTE_COMMAND_TIME.value());
  }
}
