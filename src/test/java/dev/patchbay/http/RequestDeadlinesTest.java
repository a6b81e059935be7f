package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RequestDeadlinesTest {

  private static final long MILLIS_MAX = 300;

  private HttpServer server;

  @BeforeEach
  void listen(Vertx vertx) throws Exception {
    AnswerStamp stamp = new AnswerStamp();
    Router router = Router.router(vertx);
    router.route().handler(new RequestGuard(stamp)).failureHandler(new ErrorHandler(stamp));
    router.route().handler(new RequestDeadlines(vertx, MILLIS_MAX));
    router.get("/forgotten").handler(context -> {});
    router.get("/late").respond(context -> vertx.timer(2 * MILLIS_MAX).map("late"));
    router.get("/quick").respond(context -> vertx.timer(MILLIS_MAX / 10).map("quick"));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    server.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void aRequestThatNobodyAnswersIsAnswered() throws Exception {
    HttpResponse<String> answer = get("/forgotten");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Amzn-ErrorType"))
        .contains("ServiceUnavailableException");
    assertThat(answer.body()).contains("unknown");
  }

  @Test
  void anAnswerThatComesAfterItIsDroppedAndTheConnectionServesOn() throws Exception {
    assertThat(get("/late").statusCode()).isEqualTo(503);
    Thread.sleep(2 * MILLIS_MAX);
    assertThat(get("/quick").body()).contains("quick");
  }

  @Test
  void anAnswerInTimeIsLeftAlone() throws Exception {
    assertThat(get("/quick").statusCode()).isEqualTo(200);
  }

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
