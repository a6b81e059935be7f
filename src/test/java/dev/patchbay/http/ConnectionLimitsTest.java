package dev.patchbay.http;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.EventLoop;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionLimitsTest {

  private static final int HANG_MILLIS = 60_000;
  private static final long FIRST_REQUEST_MILLIS = 400;
  private static final long NEXT_REQUEST_MILLIS = 1_500;

  private final EventLoop loop = new EventLoop();
  private final ManualClock clock = new ManualClock();
  private final ConnectionLimits limits =
      new ConnectionLimits(2, FIRST_REQUEST_MILLIS, NEXT_REQUEST_MILLIS, change -> {}, clock);
  private final HttpServer server = listen();

  private HttpServer listen() {
    HttpServer made =
        loop.make(
            vertx ->
                vertx
                    .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .connectionHandler(limits::opened)
                    .requestHandler(
                        request -> {
                          limits.requested(request.connection());
                          request.response().end();
                        }));
    return loop.call(() -> made.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void oneTooManyIsClosedAndLeavesTheOthersAlone() throws Exception {
    Socket first = connect();
    try (Socket second = connect()) {
      assertThat(ask(first)).isTrue();
      assertThat(ask(second)).isTrue();
      try (Socket third = connect()) {
        assertThat(ask(third)).isFalse();
      }
      assertThat(ask(second)).isTrue();

      first.close();
      awaitOpen(1);
      try (Socket third = connect()) {
        assertThat(ask(third)).isTrue();
      }
    }
  }

  @Test
  void connectionWithoutARequestIsClosed() throws Exception {
    try (Socket asking = connect();
        Socket silent = connect()) {
      awaitOpen(2);
      sweepAfter(FIRST_REQUEST_MILLIS);
      assertThat(ask(asking)).isTrue();
      sweepAfter(1);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(ask(asking)).isTrue();
      awaitOpen(1);
    }
  }

  @Test
  void connectionWithARequestIsKeptLonger() throws Exception {
    try (Socket socket = connect()) {
      assertThat(ask(socket)).isTrue();
      sweepAfter(NEXT_REQUEST_MILLIS);
      assertThat(ask(socket)).isTrue();
      sweepAfter(NEXT_REQUEST_MILLIS);
      assertThat(ask(socket)).isTrue();
      sweepAfter(NEXT_REQUEST_MILLIS + 1);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private void awaitOpen(int connections) throws Exception {
    eventually(
        connections + " are open", () -> loop.make(vertx -> limits.open().size()) == connections);
  }

  private void sweepAfter(long millis) {
    clock.advanceMillis(millis);
    loop.make(
        vertx -> {
          limits.sweep();
          return true;
        });
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(HANG_MILLIS);
    return socket;
  }

  /** False where the connection ends instead of an answer. */
  private static boolean ask(Socket socket) {
    try {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return false;
        }
        answer.append((char) next);
      }
      return true;
    } catch (IOException reset) {
      return false;
    }
  }
}
