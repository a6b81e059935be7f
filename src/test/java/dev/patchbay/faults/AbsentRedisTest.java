package dev.patchbay.faults;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.faults.FaultBench.Answer;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.testkit.RespClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is dead, frozen, loading or behind a partition, and comes back. */
final class AbsentRedisTest {

  private static final String UNAVAILABLE = "The store is not available";

  private final FaultBench bench;

  AbsentRedisTest(@TempDir Path directory) {
    // Loading takes four milliseconds a key, so that it can be seen.
    this.bench =
        new FaultBench(
                directory,
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--key-load-delay",
                "4000",
                "--loading-process-events-interval-bytes",
                "1024")
            .filled();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aDeadRedisIsNotCalledAndIsUsedAfterItsRestart() throws Exception {
    bench.redis.kill();
    Answer first = bench.write();
    first.isUnavailable(UNAVAILABLE);
    assertRefusedWithoutAsking();
    bench.redis.start();
    bench.printRow("dead", first.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aLoadingRedisIsRetried() {
    try (var client = bench.redis.connect()) {
      for (int i = 0; i < 500; i++) {
        client.call("SET", "key" + i, "value");
      }
      // While it loads a base file it answers between keys; in a log only at every 1,024th command.
      client.call("BGREWRITEAOF");
      while (String.valueOf(client.call("INFO", "persistence")).contains("in_progress:1")
          || String.valueOf(client.call("INFO", "persistence")).contains("scheduled:1")) {
        Thread.onSpinWait();
      }
    }
    bench.redis.kill();
    bench.redis.start();
    assertThat(String.valueOf(bench.redis.command("INFO", "persistence"))).contains("loading:1");
    Answer refused = bench.write();
    refused.isUnavailable(UNAVAILABLE);
    Answer last = refused;
    while (String.valueOf(bench.redis.command("INFO", "persistence")).contains("loading:1")) {
      last.isUnavailable(UNAVAILABLE);
      last = bench.write(); // It may be loaded by now, which the next round sees.
    }
    bench.printRow("LOADING", refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aFrozenRedisFailsConcurrentRequestsInTimeAndIsUsedWhenItThaws() throws Exception {
    bench.redis.freeze();
    Duration worst = crowd(bench::write);
    assertRefusedWithoutAsking();
    bench.redis.thaw();
    bench.printRow("frozen", worst, bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aPartitionFailsInTimeAndEndsWithNewConnections() throws Exception {
    bench.proxy.blackHole();
    Duration worst = crowd(bench::write);
    awaitProbes();
    assertRefusedWithoutAsking();
    bench.proxy.heal();
    bench.printRow("partition", worst, bench.recovery());
    bench.assertThePoolIsWhole();
    assertThat(String.valueOf(bench.redis.command("CLIENT", "LIST")).lines().count())
        .as("connections to Redis")
        .isLessThan(2 * FaultBench.POOL_SIZE + 3);
  }

  @Test
  void aSlowRedisFailsAtTheDeadline() {
    bench.proxy.delay(50);
    bench.write().isSuccess();
    bench.proxy.delay(400);
    Answer refused = bench.write();
    refused.isUnavailable(UNAVAILABLE);
    bench.proxy.delay(0);
    bench.printRow("slow", refused.time(), bench.recovery());
    bench.assertThePoolIsWhole();
  }

  @Test
  void aRequestWaitsForAnExhaustedPoolForAQuarterOfASecond(@TempDir Path directory) {
    // Nothing but the wait for a connection has a deadline that a busy machine could miss.
    RedisLimits limits = new RedisLimits(250, 60_000, 60_000, 10);
    try (FaultBench patient = new FaultBench(limits, 0, directory).filled()) {
      patient.assertThePoolIsWhole(); // All connections are there.
      patient.counts.faults.clear();
      patient.proxy.delay(100);
      Duration worst = Duration.ZERO;
      int busy = 0;
      List<CompletableFuture<Answer>> calls =
          IntStream.range(0, 64).mapToObj(i -> async(patient::list)).toList();
      for (CompletableFuture<Answer> call : calls) {
        Answer answer = call.join();
        if (answer.refusal() != null) {
          answer.isUnavailable("The store is busy");
          worst = worst.compareTo(answer.time()) > 0 ? worst : answer.time();
          busy++;
        }
      }
      assertThat(busy).isPositive();
      assertThat(patient.counts.faults).isEqualTo(Map.of(RedisFault.POOL_EXHAUSTED, busy));
      patient.proxy.heal();
      patient.printRow("pool exhausted", worst, patient.recovery());
      patient.assertThePoolIsWhole();
    }
  }

  /** Waits until three probes are lost and one more has begun, each on a connection of its own. */
  private void awaitProbes() throws Exception {
    try (RespClient client = bench.redis.connect()) {
      long before = connectionsReceived(client);
      eventually("four probes have begun", () -> connectionsReceived(client) - before >= 4);
    }
  }

  private static long connectionsReceived(RespClient client) {
    return String.valueOf(client.call("INFO", "stats"))
        .lines()
        .filter(line -> line.startsWith("total_connections_received:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .sum();
  }

  private void assertRefusedWithoutAsking() throws Exception {
    eventually(
        "the circuit is open",
        () -> {
          bench.write();
          return bench.counts.circuits.get() == 1;
        });
    for (Supplier<Answer> call : List.<Supplier<Answer>>of(bench::write, bench::read)) {
      bench.counts.faults.clear();
      call.get().isUnavailable(UNAVAILABLE);
      assertThat(bench.counts.faults).isEqualTo(Map.of(RedisFault.CIRCUIT_OPEN, 1));
    }
  }

  /** The longest of fifty calls at once. */
  private static Duration crowd(Supplier<Answer> call) {
    List<CompletableFuture<Answer>> calls =
        IntStream.range(0, 50).mapToObj(i -> async(call)).toList();
    return calls.stream()
        .map(CompletableFuture::join)
        .peek(answer -> answer.isUnavailable(""))
        .map(Answer::time)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static CompletableFuture<Answer> async(Supplier<Answer> call) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(call.get());
              } catch (Throwable e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    return answer;
  }
}
