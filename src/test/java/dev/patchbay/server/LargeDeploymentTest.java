package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.BackupCommands;
import dev.patchbay.backup.BigApi;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Samples;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LoopTurns;
import dev.patchbay.testkit.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deployments of an API with 300 routes and 3,000 integration responses, and what they cost
 * everybody else.
 */
@Tag("faults")
@Timeout(300)
final class LargeDeploymentTest {

  private static final int ROUTES = 300;
  private static final int INTEGRATIONS = 300;
  private static final int RESPONSES_EACH = 10;
  private static final int DEPLOYMENTS = 30;

  /** A change waits as long at most for a deployment on its event loop, in time of a processor. */
  private static final long TURN_MILLIS_MAX = 50;

  /** Before the code is compiled, the same takes several times as long. */
  private static final long COLD_TURN_MILLIS_MAX = 150;

  @Test
  void isMadeWhileOthersAreServed(@TempDir Path directory) throws Exception {
    try (RedisProcess redis = RedisProcess.start(directory, "--appendonly", "yes")) {
      Map<String, String> settings =
          Map.of(
              "PATCHBAY_REDIS_URI", redis.uri().toString(),
              "PATCHBAY_HTTP_PORT", "0",
              "PATCHBAY_MANAGEMENT_PORT", "0",
              "PATCHBAY_GATEWAY_PORT", "off");
      try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
        Http http = new Http(server.address());
        String api = largeApi(http, settings);
        String other = http.createApi();
        String alone = patches(http, other, CompletableFuture.runAsync(() -> gets(http, other)));
        List<Long> deployments = new ArrayList<>();
        List<Long> turns = new ArrayList<>();
        LoopTurns loops = new LoopTurns(server.vertx());
        String beside =
            patches(
                http,
                other,
                CompletableFuture.runAsync(() -> deploy(http, api, deployments, loops, turns)));
        System.out.printf(
            "deployment of %d routes and %d responses: %s; snapshots of %s bytes;"
                + " PATCH alone %s, beside %s; the longest turns of the event loop in milliseconds"
                + " of a processor: %s%n",
            ROUTES,
            INTEGRATIONS * RESPONSES_EACH,
            percentiles(deployments),
            snapshotBytes(api, redis).get(0),
            alone,
            beside,
            turns);
        assertThat(turns).allMatch(millis -> millis < COLD_TURN_MILLIS_MAX);
        assertThat(turns.subList(DEPLOYMENTS / 2, DEPLOYMENTS))
            .allMatch(millis -> millis < TURN_MILLIS_MAX);
        assertThat(snapshotBytes(api, redis)).hasSize(DEPLOYMENTS);
      }
    }
  }

  private static String largeApi(Http http, Map<String, String> settings) throws Exception {
    String api = http.createApi();
    String response =
        http.create(
            http.createIntegration(api) + "/integrationresponses",
            "{\"integrationResponseKey\":\"/0/\","
                + "\"responseTemplates\":{\"$default\":\"{\\\"id\\\": $input.json('$.id')}\"}}");
    String[] path = response.split("/", -1);
    List<String> ids = List.of(path[3], path[5], path[7]);
    String file =
        BigApi.file(
            BackupCommands.export(settings),
            Samples.APIS.member(ids.get(0)),
            new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, ids),
            INTEGRATIONS,
            RESPONSES_EACH);
    assertThat(http.delete(api).status()).isEqualTo(204);
    BackupCommands.importFile(settings, file);
    for (int i = 1; i <= ROUTES; i++) {
      http.create(
          api + "/routes",
          "{\"routeKey\":\"r%d\",\"target\":\"integrations/i%06d\"}".formatted(i, i));
    }
    return api;
  }

  /** Each deployment follows a change, so that none shares its snapshot. */
  private static void deploy(
      Http http, String api, List<Long> nanos, LoopTurns loops, List<Long> turns) {
    for (int i = 0; i < DEPLOYMENTS; i++) {
      http.create(api + "/models", "{\"name\":\"m%d\",\"schema\":\"{}\"}".formatted(i));
      loops.longestMillis();
      long from = System.nanoTime();
      http.create(api + "/deployments", "{}");
      nanos.add(System.nanoTime() - from);
      turns.add(loops.longestMillis());
    }
  }

  /** As many small requests as the other part of a run has, some hundred times. */
  private static void gets(Http http, String api) {
    for (int i = 0; i < 100 * DEPLOYMENTS; i++) {
      assertThat(http.get(api).status()).isEqualTo(200);
    }
  }

  /** Updates until the work has ended, one after the other. */
  private static String patches(Http http, String api, CompletableFuture<?> work) {
    List<Long> nanos = new ArrayList<>();
    int refused = 0;
    do {
      long from = System.nanoTime();
      int status = http.patch(api, "{\"description\":\"" + from + "\"}").status();
      refused += status == 200 ? 0 : 1;
      nanos.add(System.nanoTime() - from);
    } while (!work.isDone());
    work.join();
    return percentiles(nanos) + ", " + refused + " refused";
  }

  private static String percentiles(List<Long> measured) {
    long[] nanos = measured.stream().mapToLong(each -> each).sorted().toArray();
    return "p50 %.1f ms, p99 %.1f ms, slowest %.1f ms of %d"
        .formatted(
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) (nanos.length * 0.99)] / 1e6,
            nanos[nanos.length - 1] / 1e6,
            nanos.length);
  }

  /** The lengths of the records of snapshots, whose identifiers are hashes. */
  private static List<Long> snapshotBytes(String api, RedisProcess redis) {
    String id = api.substring(api.lastIndexOf('/') + 1);
    List<?> keys =
        (List<?>) Objects.requireNonNull(redis.command("KEYS", "patchbay:{" + id + "}*"));
    return keys.stream()
        .map(String::valueOf)
        .filter(key -> key.matches("[^#]*[0-9a-f]{64}"))
        .map(key -> (Long) Objects.requireNonNull(redis.command("STRLEN", key)))
        .sorted()
        .toList();
  }
}
