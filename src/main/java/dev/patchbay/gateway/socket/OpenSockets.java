package dev.patchbay.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one event loop, until their disconnections have run, and events of connections
 * that have no socket here.
 */
public final class OpenSockets {

  private final Set<ClientSocket> open = new LinkedHashSet<>();
  private final Promise<Void> emptied = Promise.promise();
  private @Nullable DrainSchedule<ClientSocket> drain;
  private boolean closing;
  private int underWay;

  /** Adds a socket; one whose handshake was under way when the others began to close, is closed. */
  public void add(ClientSocket socket) {
    open.add(socket);
    if (isDraining()) {
      socket.close(ClientSocket.GOING_AWAY, CloseCause.DRAIN);
    }
  }

  public int size() {
    return open.size();
  }

  /**
   * Waits for a handshake, or for the disconnection of a connection that has no socket here, before
   * this is closed.
   */
  <T> Future<T> await(Future<T> event) {
    underWay++;
    return event.onComplete(
        ended -> {
          underWay--;
          completeWhereEmpty();
        });
  }

  void remove(ClientSocket socket) {
    open.remove(socket);
    completeWhereEmpty();
  }

  /** Whether no more sockets should be added. */
  public boolean isDraining() {
    return closing || drain != null;
  }

  /** Closes all in the course of a delay, as their times are checked. */
  public void drain(long nowNanos, long delayNanos, RandomGenerator random) {
    if (!isDraining()) {
      drain = new DrainSchedule<>(open, nowNanos, delayNanos, random);
    }
  }

  /** Closes sockets that have been idle or open for too long, or whose turn to drain has come. */
  public void checkTimes(long nowNanos) {
    // A copy, for a socket that is closed may leave at once.
    List.copyOf(open).forEach(socket -> socket.checkTimes(nowNanos));
    if (drain != null) {
      drain
          .take(nowNanos)
          .forEach(socket -> socket.close(ClientSocket.GOING_AWAY, CloseCause.DRAIN));
    }
  }

  /** Closes all; completes when their disconnections and the events without sockets have run. */
  public Future<Void> close() {
    closing = true;
    List.copyOf(open).forEach(socket -> socket.close(ClientSocket.GOING_AWAY, CloseCause.DRAIN));
    completeWhereEmpty();
    return emptied.future();
  }

  private void completeWhereEmpty() {
    if (closing && open.isEmpty() && underWay == 0) {
      emptied.tryComplete();
    }
  }
}
