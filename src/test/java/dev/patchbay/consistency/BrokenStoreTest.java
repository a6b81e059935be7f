package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.testkit.RestartableRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link HistoryTest} must find a violation when the store is broken on purpose. */
@Timeout(300)
final class BrokenStoreTest {

  private static final int OPERATIONS = 600;
  private static final int ONCE_IN = 100;
  private static final int CLIENTS = 8;

  @TempDir private Path directory;

  private RestartableRedis redis;
  private Instances instances;
  private Workload workload;

  @BeforeEach
  void start() {
    redis = RestartableRedis.start(directory.resolve("one"), AppendFsync.ALWAYS);
    instances = Instances.start(Instances.PATIENT, redis.uri(), redis.uri());
    long seed = Seeded.seed();
    workload = new Workload(Instances.createResponses(2, instances.http(0)), OPERATIONS, seed);
  }

  @AfterEach
  void stop() {
    instances.close();
    redis.close();
  }

  @Test
  void theSameWorkOnASoundStoreIsNoFinding() {
    workload.run(clients(), () -> {});
    assertThat(workload.violation()).as(workload.summary()).isEmpty();
  }

  @Test
  void anAcknowledgedUpdateThatWasNeverMadeIsFound() {
    AtomicInteger updates = new AtomicInteger();
    workload.run(
        clients().stream().map(client -> acknowledging(client, updates)).toList(), () -> {});
    assertThat(workload.violation()).as(workload.summary()).isPresent();
  }

  /** Makes up the answer of the first acceptable update after so many. */
  private static Client acknowledging(Client client, AtomicInteger updates) {
    return (path, call) -> {
      if (call.marker() == null || updates.incrementAndGet() < ONCE_IN) {
        return client.call(path, call);
      }
      Value current = client.call(path, Call.get()).value();
      if (current == null || call.isRefusedBy(current)) {
        return client.call(path, call);
      }
      updates.set(0);
      return Answer.ok(call.applyTo(current));
    };
  }

  @Test
  void aStaleReadIsFound() {
    AtomicInteger reads = new AtomicInteger();
    Map<String, Value> old = new ConcurrentHashMap<>();
    workload.run(clients().stream().map(client -> stale(client, reads, old)).toList(), () -> {});
    assertThat(workload.violation()).as(workload.summary()).isPresent();
  }

  private static Client stale(Client client, AtomicInteger reads, Map<String, Value> old) {
    return (path, call) -> {
      Answer answer = client.call(path, call);
      Value value = answer.value();
      if (call.write() || value == null) {
        return answer;
      }
      Value kept = old.putIfAbsent(path, value);
      return kept == null || reads.incrementAndGet() % ONCE_IN > 0 ? answer : Answer.ok(kept);
    };
  }

  @Test
  void aPartitionIntoTwoStoresIsFound() {
    copy(directory.resolve("one"), directory.resolve("two"));
    try (RestartableRedis other =
            RestartableRedis.start(directory.resolve("two"), AppendFsync.ALWAYS);
        Instances apart = Instances.start(Instances.PATIENT, other.uri())) {
      List<Client> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> client % 2 == 0 ? instances.client(0) : apart.client(0))
              .toList();
      workload.run(clients, () -> {});
    }
    assertThat(workload.violation()).as(workload.summary()).isPresent();
  }

  @Test
  void aRedisThatComesBackWithoutItsLastWritesIsFound() {
    workload.run(
        clients(),
        () -> {
          while (workload.answered() < OPERATIONS / 2) {
            Workload.pause();
          }
          redis.kill();
          loseTheEnd(redis.appendOnlyFile());
          redis.start();
        });
    assertThat(workload.violation()).as(workload.summary()).isPresent();
  }

  private List<Client> clients() {
    return IntStream.range(0, CLIENTS).mapToObj(client -> instances.client(client % 2)).toList();
  }

  /** About ten changes of the last hundred. */
  private static void loseTheEnd(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() * 95 / 100);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
