package dev.patchbay.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One socket with at most one request under way. */
final class Connection implements AutoCloseable {

  private static final int BUFFER_BYTES_AT_FIRST = 16 * 1024;

  private static final int UPGRADE_SECONDS_MAX = 10;

  final int index;
  final Protocol protocol;
  private final SocketChannel channel;
  private final SelectionKey key;
  private byte[] received = new byte[BUFFER_BYTES_AT_FIRST];
  private int length;
  private @Nullable ByteBuffer unsent;
  private boolean busy;
  private long clockStartNanos;

  Connection(int index, InetSocketAddress address, Protocol protocol, Selector selector)
      throws IOException {
    this.index = index;
    this.protocol = protocol;
    this.channel = SocketChannel.open(address);
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Asks for a WebSocket, and waits until it is one; false where that should be repeated. */
  boolean upgrade(byte[] handshake) throws IOException {
    send(handshake, System.nanoTime());
    StringBuilder head = new StringBuilder();
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(UPGRADE_SECONDS_MAX);
    while (head.indexOf("\r\n\r\n") < 0) {
      ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES_AT_FIRST);
      if (channel.read(bytes) < 0 || System.nanoTime() > deadlineNanos) {
        throw new EOFException("no WebSocket: " + head);
      }
      head.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII));
    }
    if (head.toString().startsWith("HTTP/1.1 503 ")) {
      return false;
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no WebSocket: " + head);
    }
    busy = false;
    return true;
  }

  boolean isBusy() {
    return busy;
  }

  /** From when the request under way is timed. */
  long clockStartNanos() {
    return clockStartNanos;
  }

  void send(byte[] request, long clockStartNanos) throws IOException {
    this.clockStartNanos = clockStartNanos;
    busy = true;
    unsent = ByteBuffer.wrap(request);
    write();
  }

  /** Sends on, after the socket was full. */
  void write() throws IOException {
    ByteBuffer rest = unsent;
    if (rest != null) {
      channel.write(rest);
      unsent = rest.hasRemaining() ? rest : null;
    }
    key.interestOps(SelectionKey.OP_READ | (unsent == null ? 0 : SelectionKey.OP_WRITE));
  }

  /** Reads from the socket; returns the answer if it is complete. */
  @Nullable Answer read() throws IOException {
    if (length == received.length) {
      received = Arrays.copyOf(received, 2 * length);
    }
    int count = channel.read(ByteBuffer.wrap(received, length, received.length - length));
    if (count < 0) {
      throw new EOFException("closed by the server");
    }
    length += count;
    int end = protocol.end(received, length);
    if (end == Protocol.INCOMPLETE) {
      return null;
    }
    if (end != length || !busy) {
      throw new IOException("more bytes than one answer");
    }
    length = 0;
    busy = false;
    return new Answer(protocol.status(received, end), received, end);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
