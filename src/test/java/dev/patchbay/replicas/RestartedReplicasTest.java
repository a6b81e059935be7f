package dev.patchbay.replicas;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.Seeded;
import dev.patchbay.replicas.Sender.Attempt;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.RedisProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replicas are replaced one after the other, as a rollout does: their clients are sent away and
 * connect again, an acknowledged message has arrived, and each connection is disconnected once.
 */
final class RestartedReplicasTest {

  private static final int REPLICAS = 2;

  @TempDir private Path directory;

  /** The replicas that take new connections, as a balancer knows them. */
  private final List<ReplicaProcess> running = new CopyOnWriteArrayList<>();

  private final List<ReplicaProcess> all = new ArrayList<>();
  private final List<String> connected = new CopyOnWriteArrayList<>();
  private final List<String> disconnected = new CopyOnWriteArrayList<>();
  private HttpServer backend;

  @BeforeEach
  void startBackend() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.setExecutor(Executors.newSingleThreadExecutor());
    for (var each : Map.of("/connect", connected, "/disconnect", disconnected).entrySet()) {
      backend.createContext(
          each.getKey(),
          exchange -> {
            each.getValue().add(exchange.getRequestHeaders().getFirst("connectionId"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
    }
    backend.start();
  }

  @AfterEach
  void stop() {
    backend.stop(0);
    all.forEach(ReplicaProcess::close);
  }

  @Test
  void aRolloutLosesNoAcknowledgedMessage() throws Exception {
    run(40, 2, 1);
  }

  private void run(int connections, int senders, int rollouts) throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory)) {
      for (int i = 0; i < REPLICAS; i++) {
        start(redis.uri());
      }
      IdentityApi api = IdentityApi.create(running.get(0).address());
      notifying(api, "$connect");
      notifying(api, "$disconnect");
      List<ReconnectingClient> clients = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        clients.add(ReconnectingClient.connect(() -> any().gateway().resolve(api.stage())));
      }
      awaitConnected(clients);
      AtomicBoolean isOver = new AtomicBoolean();
      List<Sender> sending = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      Seeded.times(
          senders,
          seeded ->
              sending.add(
                  new Sender(
                      sending.size(),
                      connections,
                      index -> path(api, clients.get(index)),
                      () -> running.stream().map(ReplicaProcess::management).toList(),
                      isOver,
                      seeded)));
      sending.forEach(each -> threads.add(new Thread(each)));
      threads.forEach(Thread::start);
      for (int rollout = 0; rollout < rollouts; rollout++) {
        for (ReplicaProcess old : List.copyOf(running)) {
          start(redis.uri());
          running.remove(old);
          assertThat(old.terminate()).isZero();
        }
      }
      awaitConnected(clients);
      isOver.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      check(clients, sending, rollouts);
    }
  }

  private void start(URI redis) throws IOException {
    ReplicaProcess started =
        ReplicaProcess.start(redis, Map.of("PATCHBAY_DRAIN_DELAY_SECONDS", "1"));
    all.add(started);
    running.add(started);
  }

  private ReplicaProcess any() {
    List<ReplicaProcess> now = List.copyOf(running);
    return now.get(ThreadLocalRandom.current().nextInt(now.size()));
  }

  /** Adds a route that tells the backend of a connection. */
  private void notifying(IdentityApi api, String routeKey) {
    Http http = new Http(running.get(0).address());
    String path = "/v2/apis/" + api.id();
    String integration =
        http.create(
            path + "/integrations",
            new JsonObject()
                .put("integrationType", "HTTP_PROXY")
                .put("integrationMethod", "POST")
                .put(
                    "integrationUri",
                    "http://127.0.0.1:%d/%s"
                        .formatted(backend.getAddress().getPort(), routeKey.substring(1)))
                .put(
                    "requestParameters",
                    new JsonObject()
                        .put("integration.request.header.connectionId", "context.connectionId"))
                .encode());
    http.create(
        path + "/routes",
        new JsonObject()
            .put("routeKey", routeKey)
            .put("target", "integrations/" + integration.replaceFirst(".*/", ""))
            .encode());
  }

  private static @Nullable String path(IdentityApi api, ReconnectingClient client) {
    String id = client.connectionId();
    return id == null ? null : api.stage() + "/@connections/" + id;
  }

  private static void awaitConnected(List<ReconnectingClient> clients) throws Exception {
    for (ReconnectingClient each : clients) {
      eventually("the client is connected", () -> each.connectionId() != null);
    }
  }

  private void check(List<ReconnectingClient> clients, List<Sender> senders, int rollouts)
      throws Exception {
    Map<Integer, Integer> statuses = new HashMap<>();
    Map<String, Set<String>> acknowledged = new HashMap<>();
    for (Sender sender : senders) {
      for (Attempt attempt : sender.attempts()) {
        statuses.merge(attempt.status(), 1, Integer::sum);
        assertThat(attempt.status()).as("%s", attempt).isIn(200, 410, 503);
        if (attempt.status() == 200) {
          acknowledged
              .computeIfAbsent(attempt.path().replaceFirst(".*/", ""), id -> new HashSet<>())
              .add(sender.number() + ":" + attempt.sequence());
        }
      }
    }
    Map<String, List<String>> received = new HashMap<>();
    clients.forEach(each -> received.putAll(each.received()));
    for (Map.Entry<String, Set<String>> each : acknowledged.entrySet()) {
      List<String> messages = Objects.requireNonNull(received.get(each.getKey()));
      eventually(
          "all acknowledged messages have arrived",
          () -> Set.copyOf(List.copyOf(messages)).containsAll(each.getValue()));
      assertThat(messages).doesNotHaveDuplicates();
    }
    assertThat(statuses.keySet()).contains(200);
    clients.forEach(ReconnectingClient::leave);
    eventually("all are disconnected", () -> disconnected.size() >= connected.size());
    assertThat(disconnected).containsExactlyInAnyOrderElementsOf(connected);
    for (ReconnectingClient each : clients) {
      assertThat(each.ends()).allSatisfy(end -> assertThat(end).startsWith("1001 "));
    }
    System.out.printf(
        "| %d rollouts of %d replicas | %d clients, %d connections | answers %s |%n",
        rollouts, REPLICAS, clients.size(), connected.size(), statuses);
  }
}
