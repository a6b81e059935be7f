package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

  private static final int WAIT_MILLIS_MAX = 5_000;

  /** One event loop, as the limits belong to one. */
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private @Nullable HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    ConnectionLimits limits = new ConnectionLimits(2, 400, 1_500, change -> {});
    HttpServer listening =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(limits::opened)
            .requestHandler(
                request -> {
                  limits.requested(request.connection());
                  request.response().end();
                });
    server = listening;
    listening.listen(0, "127.0.0.1").await(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    limits.watch(vertx);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
  }

  @Test
  void oneTooManyIsClosedAndLeavesTheOthersAlone() throws IOException {
    Socket first = connect();
    try (Socket second = connect()) {
      assertThat(ask(first)).isTrue();
      assertThat(ask(second)).isTrue();
      try (Socket third = connect()) {
        assertThat(ask(third)).isFalse();
      }
      assertThat(ask(second)).isTrue();

      first.close();
      assertThat(someoneIsLetIn()).isTrue();
    }
  }

  @Test
  void whoDoesNotAskIsNotKept() throws IOException {
    long begun = System.nanoTime();
    try (Socket silent = connect()) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(400));
  }

  @Test
  void whoHasAskedIsKeptLonger() throws Exception {
    try (Socket socket = connect()) {
      assertThat(ask(socket)).isTrue();
      Thread.sleep(900);
      assertThat(ask(socket)).isTrue();
      long begun = System.nanoTime();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_000));
    }
  }

  private Socket connect() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), Objects.requireNonNull(server).actualPort());
    socket.setSoTimeout(WAIT_MILLIS_MAX);
    return socket;
  }

  /** The server learns of a closed connection a moment after the client. */
  private boolean someoneIsLetIn() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = connect()) {
        if (ask(socket)) {
          return true;
        }
      }
    }
    return false;
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
