package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.socket.CommandMeter;
import dev.patchbay.gateway.socket.CommandMeter.Place;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.gateway.socket.LocalConnections;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of all replicas: the local ones, and the remote ones by way of one event loop.
 */
final class ReplicatedConnections implements ConnectionRegistry {

  private final LocalConnections local;
  private final Context context;
  private final Membership membership;
  private final Supplier<Future<Void>> beat;
  private final RegistryWriter writer;
  private final RemoteConnections remote;
  private final CommandMeter meter;

  /**
   * The connections of all replicas.
   *
   * @param beat renews the lease of this replica
   */
  ReplicatedConnections(
      LocalConnections local,
      Context context,
      Membership membership,
      Supplier<Future<Void>> beat,
      RegistryWriter writer,
      RemoteConnections remote,
      CommandMeter meter) {
    this.local = local;
    this.context = context;
    this.membership = membership;
    this.beat = beat;
    this.writer = writer;
    this.remote = remote;
    this.meter = meter;
  }

  @Override
  public Future<Void> opening(ClientConnection connection) {
    return onLoop(() -> writer.add(connection));
  }

  @Override
  public void closed(ClientConnection connection) {
    local.closed(connection);
    context.runOnContext(now -> writer.remove(connection));
  }

  /** Without its lease a replica does not know whether a connection of its own is taken over. */
  @Override
  public Future<CommandOutcome> run(String apiId, String connectionId, ConnectionCommand command) {
    return membership.isLeased()
        ? runLeased(apiId, connectionId, command)
        : onLoop(
            () ->
                beat.get()
                    .transform(
                        ended ->
                            membership.isLeased()
                                ? runLeased(apiId, connectionId, command)
                                : Future.succeededFuture(CommandOutcome.UNAVAILABLE)));
  }

  private Future<CommandOutcome> runLeased(
      String apiId, String connectionId, ConnectionCommand command) {
    Optional<Future<CommandOutcome>> here = local.find(apiId, connectionId, command);
    return here.map(outcome -> measured(Place.HERE, outcome))
        .orElseGet(
            () ->
                measured(Place.ELSEWHERE, onLoop(() -> remote.run(apiId, connectionId, command))));
  }

  private Future<CommandOutcome> measured(Place place, Future<CommandOutcome> ending) {
    return ending.onSuccess(outcome -> meter.ran(place, outcome.status()));
  }

  /** The future belongs to the event loop of the caller. */
  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    @Nullable Context caller = Vertx.currentContext();
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        now -> work.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
    return caller == null
        ? Future.fromCompletionStage(done)
        : Future.fromCompletionStage(done, caller);
  }
}
