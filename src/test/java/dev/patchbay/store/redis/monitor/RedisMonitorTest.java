package dev.patchbay.store.redis.monitor;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.SettingVerdict;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of the monitor for servers with various settings, and for unreachable ones. */
final class RedisMonitorTest {

  private static final RedisLimits LIMITS = new RedisLimits(1_000, 1_000, 2_000, 10);

  private final Vertx vertx = Vertx.vertx();
  private final RedisProcess redis;
  private final Map<String, SettingVerdict> metered = new ConcurrentHashMap<>();
  private final AtomicInteger openCircuits = new AtomicInteger();

  RedisMonitorTest(@TempDir Path directory) {
    this.redis = RedisProcess.start(directory);
  }

  @AfterEach
  void close() {
    vertx.close().await();
    redis.close();
  }

  @Test
  void withoutReplicasTheLevelIsStandardAndReadyWhateverTheSettings() throws Exception {
    RedisMonitor monitor = started(Optional.empty());
    assertThat(monitor.replicasToAwait()).isZero();
    assertThat(monitor.isReady()).isTrue();
    assertThat(metered).containsEntry("appendonly", SettingVerdict.BROKEN);
  }

  @Test
  void strictIsReadyWhenAllSettingsHoldAndNotBefore() throws Exception {
    RedisMonitor monitor = started(Optional.of(Durability.STRICT));
    assertThat(monitor.isUsable()).isTrue();
    assertThat(monitor.isReady()).isFalse();
    assertThat(monitor.replicasToAwait()).isEqualTo(1);
    set("appendonly", "yes");
    set("appendfsync", "always");
    set("min-replicas-to-write", "1");
    eventually("it is ready", monitor::isReady);
    set("maxmemory-policy", "allkeys-lru");
    eventually("it is not ready", () -> !monitor.isReady());
    assertThat(metered).containsEntry("maxmemory-policy", SettingVerdict.BROKEN);
  }

  @Test
  void withAReplicaTheLevelIsStrict(@TempDir Path directory) throws Exception {
    set("repl-diskless-sync-delay", "0");
    try (RedisProcess replica =
        RedisProcess.start(directory, "--replicaof", "127.0.0.1 " + redis.port())) {
      eventually(
          "the replica is there",
          () -> String.valueOf(redis.command("INFO", "replication")).contains("slaves:1"));
      assertThat(started(Optional.empty()).replicasToAwait()).isEqualTo(1);
      assertThat(started(Optional.of(Durability.STANDARD)).replicasToAwait()).isZero();
      assertThat(replica.port()).isPositive();
    }
  }

  @Test
  void aServerThatForbidsConfigIsUnknownAndReady() throws Exception {
    redis.command("ACL", "SETUSER", "default", "-config", "-info");
    RedisMonitor monitor = started(Optional.of(Durability.STRICT));
    assertThat(monitor.isReady()).isTrue();
    assertThat(metered.values()).hasSize(4).containsOnly(SettingVerdict.UNKNOWN);
  }

  @Test
  void theLayoutIsWrittenOnce() throws Exception {
    started(Optional.empty());
    assertThat(redis.command("GET", "patchbay:layout")).isEqualTo("3");
    started(Optional.empty());
    assertThat(redis.command("DBSIZE")).isEqualTo(1L);
  }

  @Test
  void aNewerLayoutIsRefusedAndLeftAsItIs() {
    redis.command("SET", "patchbay:layout", "4");
    assertThatThrownBy(() -> started(Optional.empty()))
        .hasMessage(
            "The data in Redis has layout 4 and this version of Patchbay knows layouts up to 3;"
                + " run the version that wrote it, or a newer one");
    assertThat(redis.command("GET", "patchbay:layout")).isEqualTo("4");
  }

  @Test
  void anUnreachableRedisAtTheStartIsRetried() throws Exception {
    redis.kill();
    RedisMonitor monitor = started(Optional.empty());
    assertThat(monitor.isUsable()).isFalse();
    assertThat(monitor.isReady()).isFalse();
    redis.start();
    eventually("it is ready", monitor::isReady);
    redis.kill();
    eventually("the circuit is open", () -> openCircuits.get() == 1);
    assertThat(monitor.isReady()).as("an outage is not a matter of readiness").isTrue();
  }

  private RedisMonitor started(Optional<Durability> wanted) throws Exception {
    RedisMeter meter =
        new RedisMeter() {
          @Override
          public void circuit(boolean open) {
            openCircuits.addAndGet(open ? 1 : -1);
          }

          @Override
          public void durability(String setting, SettingVerdict verdict) {
            metered.put(setting, verdict);
          }
        };
    RedisMonitor monitor =
        new RedisMonitor(
            ApiGatewayTypes.ALL,
            loop -> new RedisTopology.Standalone(redis.uri()).open(loop, 1, LIMITS, meter),
            wanted,
            meter,
            50);
    vertx.deployVerticle(monitor).await(60, TimeUnit.SECONDS);
    return monitor;
  }

  private void set(String directive, String value) {
    redis.command("CONFIG", "SET", directive, value);
  }
}
