package dev.patchbay.replicas;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.IdentityApi;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.LogCapture;
import dev.patchbay.testkit.RedisProcess;
import dev.patchbay.testkit.WebSocketClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connections of a replica that is killed. {@code -Dreplicas.connections=200} makes them many.
 */
final class DeadReplicaTest {

  private static final int CONNECTIONS = Integer.getInteger("replicas.connections", 40);

  @TempDir private Path directory;

  @Test
  void theyAreGoneAndTheirDisconnectionsRunOnceOnASurvivor() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory);
        PatchbayServer first = survivor(redis.uri());
        PatchbayServer second = survivor(redis.uri());
        ReplicaProcess killed = ReplicaProcess.start(redis.uri());
        // The route of disconnections has no integration, which the log says of each.
        LogCapture failures = LogCapture.of("dev.patchbay.gateway.log.FailureLog")) {
      IdentityApi api = IdentityApi.create(first.address());
      new Http(first.address())
          .create("/v2/apis/" + api.id() + "/routes", "{\"routeKey\":\"$disconnect\"}");
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        WebSocketClient client = WebSocketClient.connect(killed.gateway().resolve(api.stage()));
        ids.add(IdentityApi.connectionId(client));
      }
      WebSocketClient staying =
          WebSocketClient.connect(first.gatewayAddress().orElseThrow().resolve(api.stage()));
      String stayingPath = path(api, IdentityApi.connectionId(staying));
      assertThat(status(second, path(api, ids.get(0)))).isEqualTo(200);
      killed.kill();
      for (PatchbayServer survivor : List.of(first, second)) {
        assertThat(status(survivor, path(api, ids.get(0)))).isEqualTo(503);
      }
      for (PatchbayServer survivor : List.of(first, second)) {
        for (String id : ids) {
          eventually("it is gone", () -> status(survivor, path(api, id)) == 410);
        }
        assertThat(status(survivor, stayingPath)).isEqualTo(200);
      }
      eventually(
          "the takeover has ended", () -> claims(redis).anyMatch(each -> each.startsWith("done")));
      assertThat(failures.lines()).hasSize(CONNECTIONS);
      for (String id : ids) {
        assertThat(failures.lines())
            .filteredOn(line -> line.contains("DISCONNECT of connection " + id))
            .hasSize(1);
      }
      assertThat((List<?>) redis.command("KEYS", "patchbay:gateway:{*}:connections")).hasSize(1);
      String takenOver = "patchbay_gateway_connections_taken_over_total";
      assertThat(metric(first, takenOver) + metric(second, takenOver)).isEqualTo(CONNECTIONS);
      assertThat(metric(first, "patchbay_gateway_connections_registered")).isEqualTo(1);
      assertThat(metric(second, "patchbay_gateway_connections_registered")).isZero();
      assertThat(metric(second, command("elsewhere", "done"))).isEqualTo(2);
      assertThat(metric(second, command("elsewhere", "gone"))).isEqualTo(CONNECTIONS);
      assertThat(metric(first, command("here", "done"))).isEqualTo(1);
      staying.close();
    }
  }

  private static String command(String place, String outcome) {
    return "patchbay_gateway_commands_total{outcome=\"%s\",place=\"%s\"}".formatted(outcome, place);
  }

  private static double metric(PatchbayServer server, String sample) {
    return new Http(server.managementAddress())
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .sum();
  }

  @Test
  void aReplicaThatWasPausedClosesTheConnectionsThatItHasLostAndGoesOn() throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory);
        PatchbayServer survivor = survivor(redis.uri());
        ReplicaProcess paused = ReplicaProcess.start(redis.uri());
        LogCapture failures = LogCapture.of("dev.patchbay.gateway.log.FailureLog")) {
      IdentityApi api = IdentityApi.create(survivor.address());
      new Http(survivor.address())
          .create("/v2/apis/" + api.id() + "/routes", "{\"routeKey\":\"$disconnect\"}");
      WebSocketClient lost = WebSocketClient.connect(paused.gateway().resolve(api.stage()));
      String id = IdentityApi.connectionId(lost);
      paused.pause();
      eventually("it is gone", () -> status(survivor, path(api, id)) == 410);
      paused.resume();
      assertThat(lost.closed()).isEqualTo("1001 Going away");
      WebSocketClient next = WebSocketClient.connect(paused.gateway().resolve(api.stage()));
      String nextId = IdentityApi.connectionId(next);
      eventually("the next one is reached", () -> status(survivor, path(api, nextId)) == 200);
      // Until the replica says that all its connections are in Redis the answer is 503.
      eventually("it is gone still", () -> status(survivor, path(api, id)) == 410);
      assertThat(failures.lines())
          .filteredOn(line -> line.contains("DISCONNECT of connection " + id))
          .hasSize(1);
      next.close();
    }
  }

  private static PatchbayServer survivor(URI redis) throws Exception {
    return LocalPatchbay.start(redis, Map.of("PATCHBAY_THROTTLE_RATE", "0"));
  }

  private static Stream<String> claims(RedisProcess redis) {
    return ((List<?>)
            Objects.requireNonNull(
                redis.command("HVALS", "patchbay:gateway:{000000000000}:claims")))
        .stream().map(String::valueOf);
  }

  private static String path(IdentityApi api, String id) {
    return api.stage() + "/@connections/" + id;
  }

  private static int status(PatchbayServer server, String path) {
    URI gateway =
        URI.create("http" + server.gatewayAddress().orElseThrow().toString().substring(2));
    return new Http(gateway).send("GET", path, null).status();
  }
}
