package dev.patchbay.http;

import static dev.patchbay.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.EventLoop;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestDeadlinesTest {

  private static final long MILLIS_MAX = 3_000;

  private final EventLoop loop = new EventLoop();
  private final ManualClock clock = new ManualClock();
  private final RequestDeadlines deadlines = new RequestDeadlines(MILLIS_MAX, clock);
  private final Promise<String> late = Promise.promise();
  private final HttpServer server = listen();
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpServer listen() {
    HttpServer made =
        loop.make(
            vertx -> {
              AnswerStamp stamp = new AnswerStamp();
              Router router = Router.router(vertx);
              router
                  .route()
                  .handler(new HttpConformanceHandler(stamp))
                  .failureHandler(new ErrorHandler(stamp));
              router.route().handler(deadlines);
              router.get("/forgotten").handler(context -> {});
              router.get("/late").respond(context -> late.future());
              router.get("/quick").respond(context -> Future.succeededFuture("quick"));
              return vertx.createHttpServer().requestHandler(router);
            });
    return loop.call(() -> made.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aRequestThatNobodyAnswersIsAnswered() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = get("/forgotten");
    awaitOpen(1);
    sweepAfter(MILLIS_MAX - 1);
    assertThat(open()).isEqualTo(1);
    sweepAfter(1);
    assertThat(open()).isZero();
    assertThat(answer.get().statusCode()).isEqualTo(503);
    assertThat(answer.get().headers().firstValue("X-Amzn-ErrorType"))
        .contains("ServiceUnavailableException");
    assertThat(answer.get().body()).contains("unknown");
  }

  @Test
  void onlyTheRequestsWhoseTimeIsOverAreEnded() throws Exception {
    CompletableFuture<HttpResponse<String>> older = get("/forgotten");
    awaitOpen(1);
    clock.advanceMillis(1);
    CompletableFuture<HttpResponse<String>> newer = get("/late");
    awaitOpen(2);
    sweepAfter(MILLIS_MAX - 1);
    assertThat(older.get().statusCode()).isEqualTo(503);
    assertThat(open()).isEqualTo(1);
    late.complete("in time");
    assertThat(newer.get().statusCode()).isEqualTo(200);
    assertThat(newer.get().body()).contains("in time");
  }

  @Test
  void anAnswerThatComesAfterItIsDroppedAndTheConnectionServesOn() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = get("/late");
    awaitOpen(1);
    sweepAfter(MILLIS_MAX);
    assertThat(answer.get().statusCode()).isEqualTo(503);
    late.complete("late");
    assertThat(get("/quick").get().body()).contains("quick");
  }

  @Test
  void anAnsweredRequestIsForgotten() throws Exception {
    assertThat(get("/quick").get().statusCode()).isEqualTo(200);
    awaitOpen(0);
  }

  @Test
  void aBodyThatDoesNotComeIsTheFaultOfItsCaller() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              "GET /forgotten HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n".getBytes(US_ASCII));
      awaitOpen(1);
      sweepAfter(MILLIS_MAX);
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("within 3 seconds") < 0) {
        int next = socket.getInputStream().read();
        assertThat(next).as("ended after %s", answer).isNotNegative();
        answer.append((char) next);
      }
      assertThat(answer.toString()).startsWith("HTTP/1.1 408 ").contains("RequestTimeoutException");
    }
  }

  private void awaitOpen(int requests) throws Exception {
    eventually(requests + " are open", () -> open() == requests);
  }

  private int open() {
    return loop.make(vertx -> deadlines.open().size());
  }

  private void sweepAfter(long millis) {
    clock.advanceMillis(millis);
    loop.make(
        vertx -> {
          deadlines.sweep();
          return true;
        });
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
