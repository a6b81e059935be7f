package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.EventRunner;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives the events of connections their identifiers and times, and runs them. Of one event loop.
 */
public final class ConnectionEvents {

  private final EventRunner runner;
  private final RequestIds ids;
  private final OpenSockets sockets;
  private final ConnectionRegistry registry;
  private final ConnectionMeter meter;
  private final InstantSource clock;
  private final LongSupplier nanoClock;

  public ConnectionEvents(
      EventRunner runner,
      RequestIds ids,
      OpenSockets sockets,
      ConnectionRegistry registry,
      ConnectionMeter meter,
      InstantSource clock,
      LongSupplier nanoClock) {
    this.runner = runner;
    this.ids = ids;
    this.sockets = sockets;
    this.registry = registry;
    this.meter = meter;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  ConnectionMeter meter() {
    return meter;
  }

  public long nowNanos() {
    return nanoClock.getAsLong();
  }

  /** Runs a message; empty where its stage does not exist any more. Never fails. */
  Future<Optional<Outcome>> message(ClientConnection connection, String text) {
    return runner.run(
        RouteEvent.message(connection, ids.nextRequest(), ids.nextMessage(), clock.millis(), text));
  }

  /**
   * Makes a connection known to all replicas, from the run of its handshake to its socket.
   *
   * @param upgrade ends the handshake; where it fails, the disconnection of the connection runs
   */
  public Future<?> connected(ClientConnection connection, Supplier<Future<?>> upgrade) {
    return registry
        .opening(connection)
        .compose(known -> upgrade.get())
        .recover(
            left -> {
              registry.closed(connection);
              return lost(connection).mapEmpty();
            });
  }

  /** Waits for a handshake before the sockets are closed. */
  public void await(Future<?> handshake) {
    sockets.await(handshake);
  }

  /** Forgets a connection whose socket is closed; its disconnection may still have to wait. */
  void closed(ClientConnection connection) {
    registry.closed(connection);
  }

  /** Forgets a connection whose end another process runs. */
  void abandoned(ClientSocket socket) {
    sockets.remove(socket);
  }

  /** Runs the end of a connection that has no socket here. */
  public Future<?> lost(ClientConnection connection) {
    return sockets.await(
        runner.run(
            RouteEvent.disconnect(
                connection, ids.nextRequest(), clock.millis(), CloseStatus.LOST)));
  }

  /** Runs the end of a connection, and forgets the connection then. */
  void disconnected(ClientSocket socket, CloseStatus status) {
    runner
        .run(RouteEvent.disconnect(socket.connection(), ids.nextRequest(), clock.millis(), status))
        .onComplete(ended -> sockets.remove(socket));
  }
}
