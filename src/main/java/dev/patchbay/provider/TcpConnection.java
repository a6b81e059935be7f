package dev.patchbay.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A connection of a client that {@link TcpProxy} forwards to the server. */
final class TcpConnection implements AutoCloseable {

  private static final int CHUNK_BYTES = 64 * 1024;

  /** A server on this machine accepts at once, or not at all. */
  private static final int CONNECT_MILLIS_MAX = 1_000;

  private final Socket client;
  private final Socket server;
  private final TcpFaults faults;
  private final InetAddress source;

  private TcpConnection(Socket client, Socket server, TcpFaults faults) {
    this.client = client;
    this.server = server;
    this.faults = faults;
    this.source = client.getInetAddress();
  }

  /** Connects to the server. Blocks. */
  static TcpConnection open(Socket client, InetSocketAddress target, TcpFaults faults)
      throws IOException {
    Socket server = new Socket();
    server.connect(target, CONNECT_MILLIS_MAX);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    return new TcpConnection(client, server, faults);
  }

  /** Whether its bytes are dropped now. */
  boolean isDropped() {
    return faults.isDropped(source);
  }

  /** Forwards the bytes of the client until one side ends, then closes both. Blocks. */
  void forwardRequests(TcpProxy.Tap tap) {
    forward(client, server, faults.requestBytesLeft(), tap);
  }

  /** Forwards the bytes of the server until one side ends, then closes both. Blocks. */
  void forwardReplies() {
    forward(server, client, faults.replyBytesLeft(), (chunk, length) -> {});
  }

  private void forward(Socket from, Socket to, AtomicLong bytesLeft, TcpProxy.Tap tap) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        if (faults.delayMillis() > 0) {
          Thread.sleep(faults.delayMillis());
        }
        if (isDropped()) {
          continue;
        }
        tap.passing(chunk, read);
        long left = bytesLeft.getAndAdd(-read);
        output.write(chunk, 0, (int) Math.max(0, Math.min(read, left)));
        if (left < read) {
          bytesLeft.set(Long.MAX_VALUE);
          faults.runAfterCut();
          return;
        }
      }
    } catch (IOException | InterruptedException ignored) {
      // Both sides are closed, whichever one ended.
    }
  }

  @Override
  public void close() {
    close(client);
    close(server);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
