package dev.patchbay.gateway.socket;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.CloseStatus;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.socket.MessageAssembly.RefusedFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;

/**
 * The WebSocket of a connection. Its messages run one after the other in their order, and its
 * disconnection after them. While many wait, or the client does not read, nothing is read from it.
 * Belongs to one event loop.
 */
public final class ClientSocket {

  public static final CloseStatus GOING_AWAY = new CloseStatus(1001, "Going away");

  private final ServerWebSocket socket;
  private final ClientConnection connection;
  private final ConnectionEvents events;
  private final ArrivedMessages arrived;
  private final SocketEnd end = new SocketEnd();
  private final SocketTimes times;
  private boolean running;
  private boolean slow;
  private boolean closed;
  private boolean disconnected;

  /**
   * A socket whose handshake is done.
   *
   * @param pending from which its messages take their memory
   * @param begunNanos when its handshake began
   */
  public ClientSocket(
      ServerWebSocket socket,
      ClientConnection connection,
      ConnectionEvents events,
      GatewayLimits limits,
      PendingBytes pending,
      long begunNanos) {
    this.socket = socket;
    this.connection = connection;
    this.events = events;
    this.arrived = new ArrivedMessages(limits, pending, events.meter());
    this.times = new SocketTimes(limits, begunNanos);
  }

  /** Receives frames from now on. */
  public void start() {
    events.meter().opened();
    socket.frameHandler(this::receive);
    socket.exceptionHandler(this::fail);
    socket.drainHandler(drained -> next());
    socket.closeHandler(ended -> ended());
  }

  ClientConnection connection() {
    return connection;
  }

  private void receive(WebSocketFrame frame) {
    times.active(events.nowNanos());
    events.meter().received();
    if (frame.isClose()) {
      end.received(frame);
    } else if (!end.isBegun() && (frame.isText() || frame.isContinuation())) {
      receiveText(frame);
    } else if (frame.isBinary()) {
      close(SocketEnd.BINARY, CloseCause.REFUSED_FRAME);
    } else if (frame.isPing() && isFull()) {
      // Vert.x answers each ping at once, and asks for another frame behind this handler.
      Vertx.currentContext().runOnContext(handled -> next());
    }
  }

  private void receiveText(WebSocketFrame frame) {
    try {
      arrived.add(frame.binaryData(), frame.isFinal());
      next();
    } catch (RefusedFrameException e) {
      close(e.status(), CloseCause.REFUSED_FRAME);
    }
  }

  /** Runs the next message unless one runs, and reads on unless many wait. */
  private void next() {
    if (!running) {
      runNext();
    }
    boolean full = isFull();
    measure(full);
    if (!end.isBegun() && (arrived.isFull() || full)) {
      socket.pause();
    } else {
      socket.resume();
    }
  }

  private void runNext() {
    String message = isFull() ? null : arrived.poll();
    if (message != null) {
      running = true;
      events.message(connection, message).onSuccess(this::ran);
    } else if (closed && !disconnected) {
      disconnected = true;
      events.disconnected(this, end.status());
    }
  }

  /**
   * The next message waits for another turn of the event loop, for each may take some of this one.
   */
  private void ran(Optional<Outcome> outcome) {
    outcome.ifPresentOrElse(this::answer, () -> close(GOING_AWAY, CloseCause.STAGE_GONE));
    Vertx.currentContext()
        .runOnContext(
            turn -> {
              running = false;
              next();
            });
  }

  /** Whether the write queue is full; Vert.x does not report it for a socket that closes. */
  boolean isFull() {
    return !closed && !socket.isClosed() && socket.writeQueueFull();
  }

  /** A client is slow from a full write queue until it has read all of the queue. */
  private void measure(boolean full) {
    if (full != slow) {
      slow = full;
      events.meter().slow(full ? 1 : -1);
    }
  }

  private void answer(Outcome outcome) {
    if (outcome.isTooLong()) {
      close(MessageAssembly.TOO_LONG, CloseCause.LONG_ANSWER);
    } else if (!closed && !end.isBegun()) {
      outcome.text().ifPresent(this::write);
    }
  }

  /** Sends a message, and completes when it is written. */
  Future<Void> write(String text) {
    times.active(events.nowNanos());
    events.meter().sent();
    return socket.writeTextMessage(text);
  }

  /** Whether neither side has begun to close it. */
  boolean isOpen() {
    return !closed && end.isOpen();
  }

  /** The facts that a backend may read. */
  ConnectionFacts facts() {
    return times.facts(connection);
  }

  /** Sends a close frame; later frames of the client are ignored. */
  void close(CloseStatus status, CloseCause cause) {
    if (closed || end.isBegun()) {
      return;
    }
    end.sent(status, cause);
    socket.resume();
    socket.close((short) status.code(), status.reason());
  }

  /** Closes it; its disconnection is run by another process. */
  void abandon() {
    if (!disconnected) {
      disconnected = true;
      events.abandoned(this);
      close(GOING_AWAY, CloseCause.TAKEN_OVER);
    }
  }

  private void fail(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      close(SocketEnd.of(corrupted), CloseCause.REFUSED_FRAME);
    }
  }

  private void ended() {
    closed = true;
    arrived.end();
    events.closed(connection);
    events.meter().closed(end.cause());
    next();
  }

  /** Closes it where it has been idle or open for too long. */
  void checkTimes(long nowNanos) {
    times.exceeded(nowNanos).ifPresent(cause -> close(GOING_AWAY, cause));
  }
}
