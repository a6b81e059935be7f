package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.BackupCommands;
import dev.patchbay.backup.BigApi;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceId;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.store.Samples;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deletion of a large API, and what it costs everybody else; {@code -Dfaults.responses=300}
 * makes it the largest that the default quotas allow.
 */
@Timeout(300)
final class LargestApiTest {

  private static final int INTEGRATIONS = 300;
  private static final int RESPONSES = Integer.getInteger("faults.responses", 2);

  @Test
  void isDeletedWhileOthersAreServed(@TempDir Path directory) throws Exception {
    try (RedisProcess redis =
        RedisProcess.start(directory, "--appendonly", "yes", "--appendfsync", "always")) {
      Map<String, String> settings =
          Map.of(
              "PATCHBAY_REDIS_URI", redis.uri().toString(),
              "PATCHBAY_HTTP_PORT", "0",
              "PATCHBAY_MANAGEMENT_PORT", "0",
              "PATCHBAY_GATEWAY_PORT", "0");
      try (PatchbayServer server = PatchbayServer.start(ServiceConfig.from(settings))) {
        Http http = new Http(server.address());
        String api = http.createApi();
        String response =
            http.create(
                http.createIntegration(api) + "/integrationresponses",
                "{\"integrationResponseKey\":\"/0/\"}");
        String file = grown(settings, response);
        assertThat(http.delete(api).status()).isEqualTo(204);
        BackupCommands.importFile(settings, file);
        String other = http.createApi();
        CompletableFuture<long[]> deletion =
            CompletableFuture.supplyAsync(
                () -> {
                  long from = System.nanoTime();
                  int status = new Http(server.address()).delete(api).status();
                  return new long[] {status, (System.nanoTime() - from) / 1_000_000};
                });
        long worst = 0;
        int refused = 0;
        int count = 0;
        do { // It is answered at once, and what was below it is swept behind.
          long from = System.nanoTime();
          int status = http.patch(other, "{\"description\":\"" + from + "\"}").status();
          worst = Math.max(worst, (System.nanoTime() - from) / 1_000_000);
          refused += status == 200 ? 0 : 1;
          count++;
        } while (!deletion.isDone() || !keysOf(api, redis).isEmpty());
        long[] deleted = deletion.join();
        System.out.printf(
            "deletion of 300 x %d: status %d after %d ms; %d others, %d refused, slowest %d ms%n",
            RESPONSES, deleted[0], deleted[1], count, refused, worst);
        assertThat(deleted[0]).isEqualTo(204);
        assertThat(http.get(api).status()).isEqualTo(404);
        assertThat(refused).isZero();
      }
    }
  }

  /** Without the change log, which expires. */
  private static List<?> keysOf(String api, RedisProcess redis) {
    String id = api.substring(api.lastIndexOf('/') + 1);
    return ((List<?>) Objects.requireNonNull(redis.command("KEYS", "patchbay:{" + id + "}*")))
        .stream().filter(key -> !String.valueOf(key).endsWith("#changes")).toList();
  }

  private static String grown(Map<String, String> settings, String response) throws Exception {
    String[] path = response.split("/", -1);
    List<String> ids = List.of(path[3], path[5], path[7]);
    return BigApi.file(
        BackupCommands.export(settings),
        Samples.APIS.member(ids.get(0)),
        new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.INTEGRATION_RESPONSE, ids),
        INTEGRATIONS,
        RESPONSES);
  }
}
