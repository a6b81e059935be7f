package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.KeptConnection;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers see of a service that ends: nothing but answers. */
@ExtendWith(RedisServerExtension.class)
@Timeout(60)
final class DrainTest {

  private static final int DELAY_SECONDS = 3;

  private static final String API =
      "{\"name\":\"a\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$request.body.a\"}";

  private PatchbayServer server;
  private Http management;
  private @Nullable CompletableFuture<Void> ended;

  @BeforeEach
  void start(RedisServer redis) throws Exception {
    server =
        PatchbayServer.start(
            ServiceConfig.from(
                Map.of(
                    "PATCHBAY_REDIS_URI", redis.uri().toString(),
                    "PATCHBAY_HTTP_PORT", "0",
                    "PATCHBAY_MANAGEMENT_PORT", "0",
                    "PATCHBAY_DRAIN_DELAY_SECONDS", String.valueOf(DELAY_SECONDS),
                    "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "5000",
                    "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "5000",
                    "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "10000")));
    management = new Http(server.managementAddress());
  }

  @AfterEach
  void end() {
    if (ended == null) {
      server.close();
    } else {
      ended.join();
    }
  }

  @Test
  void itIsNotReadyAtOnceAndServesOnUntilTheDelayIsOver() throws Exception {
    URI address = server.address();
    assertThat(management.get("/health/ready").status()).isEqualTo(200);
    drain();

    Http.Answer ready = management.get("/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().getJsonArray("reasons")).containsExactly("draining");
    assertThat(management.get("/health/live").status()).isEqualTo(200);
    assertThat(management.get("/health/startup").status()).isEqualTo(200);
    assertThat(management.get("/health/detail").json().getBoolean("draining")).isTrue();
    try (KeptConnection late = new KeptConnection(address)) {
      KeptConnection.Answer answer = late.get("/v2/apis");
      assertThat(answer.head()).startsWith("http/1.1 200 ");
      assertThat(answer.isLast()).isTrue();
      assertThat(late.ends()).isTrue();
    }

    awaitEnd(DELAY_SECONDS + 10);
    assertThatThrownBy(() -> new KeptConnection(address)).isInstanceOf(ConnectException.class);
  }

  @Test
  void anIdleConnectionIsLeftOpenForOneMoreRequest() throws Exception {
    try (KeptConnection idle = new KeptConnection(server.address())) {
      assertThat(idle.get("/v2/apis").isLast()).isFalse();
      drain();

      KeptConnection.Answer last = idle.get("/v2/apis");
      assertThat(last.head()).startsWith("http/1.1 200 ");
      assertThat(last.isLast()).isTrue();
      assertThat(idle.ends()).isTrue();
    }
  }

  @Test
  void aRequestUnderWayIsFinishedAndToldThatItIsTheLast() throws Exception {
    try (KeptConnection slow = new KeptConnection(server.address())) {
      String head =
          "POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
              + API.length()
              + "\r\n\r\n";
      slow.send(head + API.substring(0, 10));
      TimeUnit.MILLISECONDS.sleep(300);
      drain();
      slow.send(API.substring(10));

      KeptConnection.Answer answer = slow.answer();
      assertThat(answer.head()).startsWith("http/1.1 201 ");
      assertThat(answer.isLast()).isTrue();
      assertThat(slow.ends()).isTrue();
    }
  }

  @Test
  void aRequestThatOutlastsTheDelayIsFinishedToo() throws Exception {
    try (KeptConnection slow = new KeptConnection(server.address())) {
      drain();
      slow.send(
          "POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
              + API.length()
              + "\r\n\r\n");
      TimeUnit.SECONDS.sleep(DELAY_SECONDS + 1);
      slow.send(API);
      assertThat(slow.answer().head()).startsWith("http/1.1 201 ");
      awaitEnd(5);
    }
  }

  @Test
  void errorsSayItToo() throws Exception {
    drain();
    try (KeptConnection wrong = new KeptConnection(server.address())) {
      KeptConnection.Answer answer = wrong.get("/nowhere");
      assertThat(answer.head()).startsWith("http/1.1 404 ");
      assertThat(answer.isLast()).isTrue();
      assertThat(wrong.ends()).isTrue();
    }
  }

  /** Returns when all parts of the service know that it ends. */
  private void drain() throws InterruptedException {
    ended = CompletableFuture.runAsync(server::close);
    TimeUnit.MILLISECONDS.sleep(300);
  }

  private void awaitEnd(int seconds) throws Exception {
    Objects.requireNonNull(ended).get(seconds, TimeUnit.SECONDS);
  }
}
