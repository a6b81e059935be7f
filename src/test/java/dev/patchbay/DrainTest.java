package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.HeldDelay;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.KeptConnection;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers of a service that stops receive answers and no failures. */
@ExtendWith(RedisServerExtension.class)
@Timeout(60)
final class DrainTest {

  private static final int DELAY_SECONDS = 3;

  private static final String API =
      "{\"name\":\"a\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$request.body.a\"}";

  private final HeldDelay delay = new HeldDelay();
  private PatchbayServer server;
  private Http management;
  private @Nullable CompletableFuture<Void> ended;

  @BeforeEach
  void start(RedisServer redis) throws Exception {
    server =
        LocalPatchbay.start(
            redis.uri(),
            Map.of(
                "PATCHBAY_DRAIN_DELAY_SECONDS",
                String.valueOf(DELAY_SECONDS),
                "PATCHBAY_SHUTDOWN_SECONDS",
                "30"),
            delay.timing());
    management = new Http(server.managementAddress());
  }

  @AfterEach
  void end() {
    delay.end();
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

    assertThat(delay.seconds()).isEqualTo(DELAY_SECONDS);
    assertThat(Objects.requireNonNull(ended)).isNotDone();
    delay.end();
    Objects.requireNonNull(ended).join();
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
      begin(slow);
      slow.send(API.substring(0, 10));
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
      begin(slow);
      URI address = server.address();
      delay.end();
      Eventually.eventually("nobody else is let in", () -> isRefused(address));
      slow.send(API);
      assertThat(slow.answer().head()).startsWith("http/1.1 201 ");
      Objects.requireNonNull(ended).join();
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
    delay.awaitBegin();
  }

  /** Sends the head of a creation, and returns when the service waits for its body. */
  private static void begin(KeptConnection connection) throws IOException {
    connection.send(
        "POST /v2/apis HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Expect: 100-continue\r\nContent-Length: "
            + API.length()
            + "\r\n\r\n");
    assertThat(connection.interim()).startsWith("http/1.1 100 ");
  }

  private static boolean isRefused(URI address) throws IOException {
    try {
      new KeptConnection(address).close();
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }
}
