package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ErrorHandlerTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void throttlingSaysWhenToComeBack() throws Exception {
    HttpResponse<String> answer = answerTo(ServiceException.tooManyRequests(1_500));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(header(answer, "x-amzn-errortype")).hasValue("TooManyRequestsException");
    assertThat(header(answer, "retry-after")).hasValue("2");
    assertThat(header(answer, "x-amz-retry-after")).hasValue("1500");
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Too Many Requests\",\"limitType\":\"RequestRatePerAccount\"}");
  }

  @Test
  void secondsAreNeverTooEarly() throws Exception {
    assertThat(header(answerTo(ServiceException.tooManyRequests(1)), "retry-after")).hasValue("1");
    assertThat(header(answerTo(ServiceException.tooManyRequests(1_000)), "retry-after"))
        .hasValue("1");
    assertThat(header(answerTo(ServiceException.tooManyRequests(1_001)), "retry-after"))
        .hasValue("2");
    assertThat(header(answerTo(ServiceException.tooManyRequests(0)), "x-amz-retry-after"))
        .hasValue("1");
  }

  @Test
  void unavailabilitySaysSoToo() throws Exception {
    HttpResponse<String> answer =
        answerTo(new ServiceException(ErrorCode.SERVICE_UNAVAILABLE, "away"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "retry-after")).hasValue("1");
    assertThat(header(answer, "x-amz-retry-after")).hasValue("1000");
  }

  @Test
  void waitingDoesNotMendAQuota() throws Exception {
    HttpResponse<String> answer =
        answerTo(
            new ServiceException(
                ErrorCode.TOO_MANY_REQUESTS, "full", Map.of("limitType", "ApisPerAccount")));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(header(answer, "retry-after")).isEmpty();
    assertThat(header(answer, "x-amz-retry-after")).isEmpty();
  }

  private HttpResponse<String> answerTo(ServiceException error) throws Exception {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              throw error;
            })
        .failureHandler(new ErrorHandler(new AnswerStamp()));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(60, TimeUnit.SECONDS);
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort());
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Optional<String> header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name);
  }
}
