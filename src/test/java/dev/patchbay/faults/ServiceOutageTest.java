package dev.patchbay.faults;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service, with its throttle, on a Redis that fails and recovers. */
final class ServiceOutageTest {

  /** Only ends a test that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final RedisProcess redis;

  ServiceOutageTest(@TempDir Path directory) {
    this.redis = RedisProcess.start(directory, "--appendonly", "yes");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void aFrozenAndADeadRedisAreAnsweredInTimeUntilItAnswers() throws Exception {
    try (PatchbayServer server = server(Map.of())) {
      assertThat(create(server).statusCode()).isEqualTo(201);
      redis.freeze();
      assertUnavailable(create(server));
      redis.thaw();
      assertRecovers(server);
      redis.kill();
      assertUnavailable(create(server));
      assertThat(ready(server)).as("readiness is not about an outage").isEqualTo(200);
      assertThat(metrics(server)).contains("patchbay_redis_faults_total{fault=");
      redis.start();
      assertRecovers(server);
      eventually(
          "all circuits are closed",
          () -> metrics(server).contains("patchbay_redis_circuits_open 0"));
    }
  }

  @Test
  void aTargetThatIsNoneIsRefusedWhileRedisIsDead() throws Exception {
    String api = "{\"name\":\"a\",\"protocolType\":\"HTTP\",\"target\":\"%s\"}";
    try (PatchbayServer server = server(Map.of())) {
      redis.kill();
      assertUnavailable(create(server, api.formatted("https://example.com/")));
      HttpResponse<String> refused = create(server, api.formatted("elsewhere"));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      assertThat(refused.body()).contains("target");
    }
  }

  @Test
  void strictIsNotReadyOnAServerWithoutItsSettings() throws Exception {
    try (PatchbayServer server = server(Map.of("PATCHBAY_DURABILITY", "strict"))) {
      assertThat(ready(server)).isEqualTo(503);
      assertThat(metrics(server))
          .contains("patchbay_durability_strict 1")
          .contains("patchbay_durability_setting{setting=\"appendonly\"} 1")
          .contains("patchbay_durability_setting{setting=\"min-replicas-to-write\"} 0");
      HttpResponse<String> unknown = create(server);
      assertUnavailable(unknown);
      assertThat(unknown.body()).contains("The outcome is unknown");
    }
  }

  @Test
  void aServiceThatStartsBeforeItsRedisIsNotReadyUntilItAnswers() throws Exception {
    redis.kill();
    try (PatchbayServer server = server(Map.of())) {
      assertThat(ready(server)).isEqualTo(503);
      assertUnavailable(create(server));
      redis.start();
      eventually("it is ready", () -> ready(server) == 200);
      assertThat(create(server).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void dataOfANewerLayoutStopsTheStart() {
    redis.command("SET", "patchbay:layout", "99");
    assertThatThrownBy(() -> server(Map.of()))
        .hasMessageContaining("The data in Redis has layout 99");
  }

  private PatchbayServer server(Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.put("PATCHBAY_REDIS_URI", redis.uri().toString());
    return PatchbayServer.start(ServiceConfig.from(environment));
  }

  private HttpResponse<String> create(PatchbayServer server) throws Exception {
    return create(
        server,
        "{\"name\":\"a\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$request.body.a\"}");
  }

  private HttpResponse<String> create(PatchbayServer server, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(server.address().resolve("/v2/apis"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private int ready(PatchbayServer server) throws Exception {
    return get(server.managementAddress().resolve("/health/ready")).statusCode();
  }

  private String metrics(PatchbayServer server) throws Exception {
    return get(server.managementAddress().resolve("/metrics")).body();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Amzn-ErrorType"))
        .contains("ServiceUnavailableException");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("x-amz-retry-after")).contains("1000");
    assertThat(answer.body()).startsWith("{\"message\":").doesNotContain("Exception", "Redis");
  }

  private void assertRecovers(PatchbayServer server) throws Exception {
    eventually("an API is created", () -> create(server).statusCode() == 201);
  }
}
