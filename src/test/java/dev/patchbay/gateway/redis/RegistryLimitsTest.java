package dev.patchbay.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.model.Limit;
import dev.patchbay.store.EventLoop;
import io.vertx.core.Future;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much waits for other replicas and for Redis while they do not answer. */
final class RegistryLimitsTest {

  private final EventLoop loop = new EventLoop();
  private final AbsentNodes nodes = AbsentNodes.silent();
  private final RegistryKeys keys = new RegistryKeys("000000000000");

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void moreCommandsToOtherReplicasAreRefused() {
    RemoteConnections remote =
        loop.make(
            vertx ->
                new RemoteConnections(
                    nodes,
                    keys,
                    new Membership(
                        nodes, keys, new SecureRandom(), System::nanoTime, new NoLosses()),
                    Future::succeededFuture,
                    new ReplicaClient(vertx, 1)));
    for (int i = 0; i < Limit.REMOTE_COMMANDS.intValue(); i++) {
      assertThat(remote.run("api", "c" + i, new ConnectionCommand.Get()).isComplete()).isFalse();
    }
    assertThat(remote.run("api", "late", new ConnectionCommand.Get()).result())
        .isEqualTo(CommandOutcome.UNAVAILABLE);
  }

  @Test
  void moreChangesOfConnectionsAreForgottenUntilAllAreWrittenAgain() {
    RegistryChanges changes =
        loop.make(vertx -> new RegistryChanges(vertx, nodes, keys, () -> "replica"));
    loop.call(
        () -> {
          for (int i = 0; i < Limit.REGISTRY_CHANGES.intValue(); i++) {
            assertThat(changes.add("api", "c" + i, "text").isComplete()).isFalse();
          }
          assertThat(changes.areSomeLost()).isFalse();
          assertThat(changes.add("api", "late", "text").isComplete()).isTrue();
          assertThat(changes.areSomeLost()).isTrue();
          return Future.succeededFuture();
        });
  }
}
