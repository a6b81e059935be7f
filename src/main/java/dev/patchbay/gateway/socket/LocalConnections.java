package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections of this process, on all of its event loops. Safe for all threads. */
public final class LocalConnections implements ConnectionRegistry {

  /** An event loop with sockets. */
  public record Loop(Context context, SocketCommands commands) {}

  private record Held(ClientSocket socket, Loop loop) {}

  private final Map<String, Held> sockets = new ConcurrentHashMap<>();

  /** Adds a socket whose handshake is answered. */
  public void add(ClientSocket socket, Loop loop) {
    sockets.put(socket.connection().connectionId(), new Held(socket, loop));
  }

  @Override
  public Future<Void> opening(ClientConnection connection) {
    return Future.succeededFuture();
  }

  @Override
  public void closed(ClientConnection connection) {
    sockets.remove(connection.connectionId());
  }

  /**
   * Closes all connections without their disconnections, which another replica runs.
   *
   * @return the connections
   */
  public List<ClientConnection> abandon() {
    List<Held> all = List.copyOf(sockets.values());
    all.forEach(held -> held.loop.context.runOnContext(now -> held.socket.abandon()));
    return all.stream().map(held -> held.socket.connection()).toList();
  }

  @Override
  public Future<CommandOutcome> run(String apiId, String connectionId, ConnectionCommand command) {
    return find(apiId, connectionId, command)
        .orElseGet(() -> Future.succeededFuture(CommandOutcome.GONE));
  }

  /** Runs a command on a connection of this process; nothing where it has no such connection. */
  public Optional<Future<CommandOutcome>> find(
      String apiId, String connectionId, ConnectionCommand command) {
    Held held = sockets.get(connectionId);
    if (held == null || !held.socket.connection().apiId().equals(apiId)) {
      return Optional.empty();
    }
    @Nullable Context caller = Vertx.currentContext();
    Context owner = held.loop.context;
    if (caller == owner) {
      return Optional.of(held.loop.commands.run(held.socket, command));
    }
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    owner.runOnContext(
        now -> held.loop.commands.run(held.socket, command).onSuccess(outcome::complete));
    return Optional.of(
        caller == null
            ? Future.fromCompletionStage(outcome)
            : Future.fromCompletionStage(outcome, caller));
  }
}
