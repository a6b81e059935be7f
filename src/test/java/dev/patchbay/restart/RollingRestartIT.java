package dev.patchbay.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.testkit.HaProxy;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.TestPorts;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Replicas are restarted one after the other, and no caller notices. */
@ExtendWith(RedisServerExtension.class)
@Timeout(600)
final class RollingRestartIT {

  private static final int RESTARTS = Integer.getInteger("restart.rounds", 1);
  private static final int REQUESTS_PER_SECOND = 200;
  private static final int RESPONSES = 50;
  private static final int DRAIN_DELAY_SECONDS = 3;

  @Test
  void noRequestFails(RedisServer redis, @TempDir Path directory) throws Exception {
    Optional<Path> program = HaProxy.program();
    assumeTrue(program.isPresent(), "haproxy is not installed, so nothing balances the requests");
    Map<String, String> settings =
        Map.of(
            "PATCHBAY_REDIS_URI", redis.uri().toString(),
            "PATCHBAY_DRAIN_DELAY_SECONDS", String.valueOf(DRAIN_DELAY_SECONDS),
            "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "8000",
            "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "8000",
            "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "9000");
    int port = TestPorts.pick();
    try (Replica one = Replica.start("one", directory, settings);
        Replica two = Replica.start("two", directory, settings);
        HaProxy balancer =
            HaProxy.start(program.orElseThrow(), directory, port, List.of(one, two))) {
      balancer.awaitUp("one");
      balancer.awaitUp("two");
      List<String> paths = createResponses(new Http(URI.create("http://127.0.0.1:" + port)));
      try (OpenLoop load = new OpenLoop(port, paths)) {
        load.start(REQUESTS_PER_SECOND);
        List<Long> exitMillis = new ArrayList<>();
        for (int round = 0; round < RESTARTS; round++) {
          for (Replica replica : List.of(one, two)) {
            exitMillis.add(replica.restart());
            balancer.awaitUp(replica.name());
          }
        }
        load.stop();

        System.out.printf(
            "%d rolling restarts of 2 replicas: %d requests at %d/s, failed %s; %s; SIGTERM to exit"
                + " %s ms, the delay of %d s included; requests to each %d, %d%n",
            RESTARTS,
            load.sent(),
            REQUESTS_PER_SECOND,
            load.failures(),
            load.percentiles(),
            exitMillis,
            DRAIN_DELAY_SECONDS,
            balancer.requests("one"),
            balancer.requests("two"));
        assertThat(load.failures()).isEmpty();
        assertThat(load.answered()).isEqualTo(load.sent());
        assertThat(exitMillis)
            .allSatisfy(
                millis ->
                    assertThat(millis)
                        .isBetween(
                            DRAIN_DELAY_SECONDS * 1_000L, (DRAIN_DELAY_SECONDS + 10) * 1_000L));
        assertThat(balancer.requests("one")).isPositive();
        assertThat(balancer.requests("two")).isPositive();
      }
    }
  }

  private static List<String> createResponses(Http http) {
    String integration = http.createIntegration(http.createApi());
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < RESPONSES; i++) {
      String body = new JsonObject().put("integrationResponseKey", "/" + i + "/").encode();
      paths.add(http.create(integration + "/integrationresponses", body));
    }
    return paths;
  }
}
