package dev.patchbay.gateway;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.gateway.event.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that stops waits for events whose connections have no socket. */
final class GatewayStopTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The requests that the backend has received and not answered. */
  private final BlockingQueue<CompletableFuture<Void>> held = new LinkedBlockingQueue<>();

  private final List<String> answered = new CopyOnWriteArrayList<>();
  private HttpServer backend;
  private LocalGateway gateway;

  @BeforeEach
  void start() throws Exception {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.setExecutor(threads);
    backend.createContext(
        "/",
        exchange -> {
          CompletableFuture<Void> answer = new CompletableFuture<>();
          held.add(answer);
          answer.join();
          answered.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    backend.start();
    gateway =
        LocalGateway.start()
            .deploy(calling(calling(SnapshotBuilder.selecting("x"), "$connect"), "$disconnect"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    backend.stop(0);
    threads.shutdownNow();
  }

  private SnapshotBuilder calling(SnapshotBuilder api, String routeKey) {
    return api.integration(
            routeKey,
            Map.of(
                "integrationType",
                "HTTP_PROXY",
                "integrationUri",
                "http://127.0.0.1:%d/%s"
                    .formatted(backend.getAddress().getPort(), routeKey.substring(1))))
        .route(routeKey, routeKey, Map.of());
  }

  private CompletableFuture<Void> request() throws InterruptedException {
    return Objects.requireNonNull(held.poll(20, TimeUnit.SECONDS), "no request");
  }

  /** Begins to stop the gateway; it takes no more clients then. */
  private CompletableFuture<Void> stopping() throws Exception {
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              try {
                gateway.stop();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            threads);
    eventually(
        "it takes no more clients",
        () -> {
          try (RawWebSocket late =
              RawWebSocket.open(gateway.port(), LocalGateway.PATH + "-of-none")) {
            return late.status() == 503;
          }
        });
    return stopped;
  }

  @Test
  void aConnectionWhoseHandshakeIsUnderWayIsDisconnected() throws Exception {
    CompletableFuture<RawWebSocket> client =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return gateway.connect();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            threads);
    CompletableFuture<Void> connect = request();
    CompletableFuture<Void> stopped = stopping();
    connect.complete(null);
    try (RawWebSocket socket = client.get(20, TimeUnit.SECONDS)) {
      assertThat(socket.next().status().code()).isEqualTo(1001);
    }
    request().complete(null);
    stopped.get(20, TimeUnit.SECONDS);
    assertThat(answered).containsExactly("/connect", "/disconnect");
  }

  @Test
  void theDisconnectionOfAConnectionOfAnotherProcessEnds() throws Exception {
    gateway.verticle.lost(Events.CONNECTION);
    CompletableFuture<Void> disconnect = request();
    CompletableFuture<Void> stopped = stopping();
    disconnect.complete(null);
    stopped.get(20, TimeUnit.SECONDS);
    Outcome outcome = Objects.requireNonNull(gateway.outcomes.poll(20, TimeUnit.SECONDS));
    assertThat(outcome.reason()).isEmpty();
    assertThat(answered).containsExactly("/disconnect");
  }
}
