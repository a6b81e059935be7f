package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A gateway in front of another one. It passes on what clients send, and changes the bytes of
 * answers and frames, whose lengths must stay. A message on loopback is one read.
 */
final class ChangedBytes implements AutoCloseable {

  private static final int BYTES_MAX = 256 * 1024;

  private final ServerSocket server;
  private final URI gateway;
  private final UnaryOperator<String> change;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ChangedBytes(ServerSocket server, URI gateway, UnaryOperator<String> change) {
    this.server = server;
    this.gateway = gateway;
    this.change = change;
  }

  /**
   * Begins to listen.
   *
   * @param change of the bytes of one read, a character for each
   */
  static ChangedBytes of(URI gateway, UnaryOperator<String> change) throws IOException {
    ChangedBytes changed =
        new ChangedBytes(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), gateway, change);
    start(changed::accept);
    return changed;
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ignored) {
                // A connection has ended, and its other half ends with it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket behind = new Socket(gateway.getHost(), gateway.getPort());
      open.add(client);
      open.add(behind);
      start(() -> copy(client, behind, UnaryOperator.identity()));
      start(() -> copy(behind, client, change));
    }
  }

  private static void copy(Socket from, Socket to, UnaryOperator<String> change)
      throws IOException {
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      byte[] bytes = new byte[BYTES_MAX];
      for (int length = input.read(bytes); length >= 0; length = input.read(bytes)) {
        output.write(change.apply(new String(bytes, 0, length, ISO_8859_1)).getBytes(ISO_8859_1));
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
