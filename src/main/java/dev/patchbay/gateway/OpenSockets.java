package dev.patchbay.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one event loop, until their disconnections have run. */
final class OpenSockets {

  private final Set<ClientSocket> open = new LinkedHashSet<>();
  private final Promise<Void> emptied = Promise.promise();
  private boolean closing;

  /** Adds a socket; it is closed at once where the others are. */
  void add(ClientSocket socket) {
    open.add(socket);
    if (closing) {
      socket.close(ClientSocket.GOING_AWAY, CloseCause.DRAIN);
    }
  }

  int size() {
    return open.size();
  }

  void remove(ClientSocket socket) {
    open.remove(socket);
    completeWhereEmpty();
  }

  /** Closes sockets that have been idle or open for too long. */
  void checkTimes(long nowNanos) {
    // A copy, for a socket that is closed may leave at once.
    List.copyOf(open).forEach(socket -> socket.checkTimes(nowNanos));
  }

  /** Closes all; completes when their disconnections have run. */
  Future<Void> close() {
    closing = true;
    List.copyOf(open).forEach(socket -> socket.close(ClientSocket.GOING_AWAY, CloseCause.DRAIN));
    completeWhereEmpty();
    return emptied.future();
  }

  private void completeWhereEmpty() {
    if (closing && open.isEmpty()) {
      emptied.tryComplete();
    }
  }
}
