package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers that ask and do not read. */
class AnswerWriterTest {

  private static final int WAIT_SECONDS_MAX = 30;
  private static final int ANSWER_BYTES = 1024 * 1024;
  private static final long UNSENT_BYTES_MAX = 2 * ANSWER_BYTES + ANSWER_BYTES / 2;
  private static final int SMALL_BYTES = AnswerWriter.SMALL_BYTES_MAX;
  private static final long UNSENT_SMALL_BYTES_MAX = 2 * SMALL_BYTES;
  private static final long UNSENT_MILLIS_MAX = 10_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ManualClock clock = new ManualClock();
  private final AnswerWriter answers =
      new AnswerWriter(UNSENT_BYTES_MAX, UNSENT_SMALL_BYTES_MAX, UNSENT_MILLIS_MAX, clock);
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Buffer answer = Buffer.buffer(new byte[ANSWER_BYTES]);
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorHandler(new AnswerStamp()));
    Buffer small = Buffer.buffer(new byte[SMALL_BYTES]);
    router.get("/small").handler(context -> answers.write(context, Future.succeededFuture(small)));
    router.get().handler(context -> answers.write(context, Future.succeededFuture(answer)));
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setSendBufferSize(16 * 1024))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Test
  void aCallerThatReadsGetsTheWholeAnswer() throws Exception {
    try (Socket caller = ask()) {
      assertThat(bytesFrom(caller, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
      Eventually.eventually("nothing is unsent", () -> unsentBytes() == 0);
      clock.advanceMillis(UNSENT_MILLIS_MAX);
      onEventLoop(this::sweep);

      caller.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(bytesFrom(caller, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
    }
  }

  @Test
  void aCallerThatDoesNotReadIsCutOffInTime() throws Exception {
    try (Socket caller = ask()) {
      Eventually.eventually("the answer is written", () -> unsentBytes() == ANSWER_BYTES);

      clock.advanceMillis(UNSENT_MILLIS_MAX - 1);
      onEventLoop(this::sweep);
      assertThat(unsentBytes()).isEqualTo(ANSWER_BYTES);

      clock.advanceMillis(1);
      onEventLoop(this::sweep);
      assertThat(unsentBytes()).isZero();
      assertThat(bytesFrom(caller, ANSWER_BYTES)).isLessThan(ANSWER_BYTES);
    }
  }

  @Test
  void aReadIsRefusedWhileOthersAreBeingSent() throws Exception {
    try (Socket first = ask();
        Socket second = ask()) {
      Eventually.eventually("two answers are written", () -> unsentBytes() == 2 * ANSWER_BYTES);
      try (Socket third = ask()) {
        assertThat(status(third)).isEqualTo("503");
      }
      assertThat(bytesFrom(first, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
      assertThat(bytesFrom(second, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
    }
  }

  @Test
  void aSmallAnswerIsSentWhileLargeOnesFillTheirBudget() throws Exception {
    try (Socket first = ask();
        Socket second = ask()) {
      Eventually.eventually("two answers are written", () -> unsentBytes() == 2 * ANSWER_BYTES);
      try (Socket stranger = ask("/small");
          Socket third = ask()) {
        assertThat(status(stranger)).isEqualTo("200");
        assertThat(bytesFrom(stranger, SMALL_BYTES)).isGreaterThanOrEqualTo(SMALL_BYTES);
        assertThat(status(third)).isEqualTo("503");
      }
      assertThat(bytesFrom(first, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
      assertThat(bytesFrom(second, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
    }
  }

  @Test
  void smallAnswersHaveABudgetOfTheirOwn() throws Exception {
    try (Socket first = ask("/small");
        Socket second = ask("/small")) {
      Eventually.eventually("two answers are written", () -> unsentBytes() == 2 * SMALL_BYTES);
      try (Socket third = ask("/small");
          Socket large = ask()) {
        assertThat(status(third)).isEqualTo("503");
        assertThat(status(large)).isEqualTo("200");
      }
      assertThat(bytesFrom(first, SMALL_BYTES)).isGreaterThanOrEqualTo(SMALL_BYTES);
      assertThat(bytesFrom(second, SMALL_BYTES)).isGreaterThanOrEqualTo(SMALL_BYTES);
    }
  }

  @Test
  void theOneThatHasNotReadForASecondMakesRoom() throws Exception {
    try (Socket first = ask()) {
      Eventually.eventually("one answer is written", () -> unsentBytes() == ANSWER_BYTES);
      clock.advanceMillis(1);
      try (Socket second = ask()) {
        Eventually.eventually("two answers are written", () -> unsentBytes() == 2 * ANSWER_BYTES);
        clock.advanceMillis(1_000);
        try (Socket third = ask()) {
          // The server has it, and has cut off the first one.
          assertThat(status(third)).isEqualTo("200");
          assertThat(bytesFrom(first, ANSWER_BYTES)).isLessThan(ANSWER_BYTES);
          assertThat(bytesFrom(third, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
          assertThat(bytesFrom(second, ANSWER_BYTES)).isGreaterThanOrEqualTo(ANSWER_BYTES);
        }
      }
    }
  }

  private Void sweep() {
    answers.sweep();
    return null;
  }

  private long unsentBytes() throws Exception {
    return onEventLoop(answers::unsentBytes);
  }

  /** The server of this test has the only event loop. */
  private <T> T onEventLoop(Callable<T> work) throws Exception {
    return Future.<T>future(
            done ->
                vertx.runOnContext(
                    now -> {
                      try {
                        done.complete(work.call());
                      } catch (Exception e) {
                        done.fail(e);
                      }
                    }))
        .await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private static String status(Socket caller) throws IOException {
    return new String(caller.getInputStream().readNBytes(12), US_ASCII).substring(9);
  }

  private Socket ask() throws IOException {
    return ask("/");
  }

  private Socket ask(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS_MAX));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
    socket
        .getOutputStream()
        .write("GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path).getBytes(US_ASCII));
    return socket;
  }

  /** Reads until so many bytes of head and body have come, or the connection ends. */
  private static int bytesFrom(Socket socket, int enough) {
    byte[] chunk = new byte[64 * 1024];
    int bytes = 0;
    try {
      while (bytes < enough) {
        int count = socket.getInputStream().read(chunk);
        if (count < 0) {
          break;
        }
        bytes += count;
      }
    } catch (IOException reset) {
      return bytes;
    }
    return bytes;
  }
}
