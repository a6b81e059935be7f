package dev.patchbay.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.recording.MessageRecordings;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the commands of backends on the sockets of one event loop. */
public final class SocketCommands {

  private static final CloseStatus CLOSED_NORMALLY =
      new CloseStatus(1000, "Connection Closed Normally");

  private final RecentDeliveries recent;
  private final long deliveryMillis;
  private final MessageRecordings recordings;

  /**
   * The commands of one event loop.
   *
   * @param deliveryMillis how long a message may wait to be written
   */
  public SocketCommands(
      RecentDeliveries recent, long deliveryMillis, MessageRecordings recordings) {
    this.recent = recent;
    this.deliveryMillis = deliveryMillis;
    this.recordings = recordings;
  }

  /** Runs a command. Never fails. */
  Future<CommandOutcome> run(ClientSocket socket, ConnectionCommand command) {
    if (!socket.isOpen()) {
      return Future.succeededFuture(CommandOutcome.GONE);
    }
    if (command instanceof ConnectionCommand.Post post) {
      return post(socket, post);
    }
    if (command instanceof ConnectionCommand.Delete) {
      socket.close(CLOSED_NORMALLY, CloseCause.DELETED);
      return Future.succeededFuture(CommandOutcome.DONE);
    }
    return Future.succeededFuture(
        command instanceof ConnectionCommand.Messages
            ? CommandOutcome.read(recordings.read(socket.connection().connectionId()))
            : CommandOutcome.read(socket.facts()));
  }

  /** A message that is not written in time waits in the socket, so that it is not sent again. */
  private Future<CommandOutcome> post(ClientSocket socket, ConnectionCommand.Post post) {
    String delivery = socket.connection().connectionId() + post.deliveryId();
    if (socket.isFull() && !recent.knows(delivery)) {
      return Future.succeededFuture(CommandOutcome.SLOW);
    }
    return recent
        .once(delivery, () -> socket.write(post.payload().toString(UTF_8)))
        .map(CommandOutcome.DONE)
        .timeout(deliveryMillis, TimeUnit.MILLISECONDS)
        .otherwise(
            failure ->
                failure instanceof TimeoutException ? CommandOutcome.SLOW : CommandOutcome.GONE);
  }
}
