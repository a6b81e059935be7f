package dev.patchbay.gateway.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.model.Limit;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of the port for other replicas, before a signature is verified. */
final class ReplicaServerTest {

  private static final int TIMEOUT_MILLIS = 60_000;

  private final Vertx vertx = Vertx.vertx();
  private final List<Socket> sockets = new ArrayList<>();
  private final ReplicaServer server =
      new ReplicaServer(
          new LocalConnections(),
          new Membership(
              AbsentNodes.refusing(),
              new RegistryKeys("000000000000"),
              new SecureRandom(),
              System::nanoTime,
              new NoLosses()),
          Limit.REPLICA_CONNECTIONS.intValue());

  @BeforeEach
  void listen() throws Exception {
    server
        .listen(vertx, "127.0.0.1", 0)
        .toCompletionStage()
        .toCompletableFuture()
        .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    sockets.add(socket);
    return socket;
  }

  private static String post(int length) {
    return "POST /connections/a/b HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  @Test
  void aCommandWithoutASignatureIsNotCarriedOut() throws Exception {
    Socket socket = connect();
    send(socket, post(1).replace("Host: a", "Host: a\r\nConnection: close") + "x");
    assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nUNAVAILABLE");
  }

  @Test
  void aBodyThatIsTooLargeEndsItsConnection() throws Exception {
    Socket socket = connect();
    send(socket, post(128 * 1024 + 1));
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aConnectionBeyondTheLimitIsClosedAndOthersAreServed() throws Exception {
    for (int i = 0; i < Limit.REPLICA_CONNECTIONS.intValue(); i++) {
      Socket socket = connect();
      send(socket, post(1));
    }
    Socket late = connect();
    assertThat(late.getInputStream().read()).isEqualTo(-1);
    Socket first = sockets.get(0);
    send(first, "x");
    assertThat(first.getInputStream().read()).isEqualTo('H');
  }
}
