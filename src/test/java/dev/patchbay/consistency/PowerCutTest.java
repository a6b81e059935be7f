package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.Seeded;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.faults.FaultTable;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.RestartableRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The acknowledged changes that survive a power cut. strace records when redis-server wrote to its
 * append-only file and when the disk had confirmed it. For a moment drawn at random the file is cut
 * back to the bytes that were confirmed by then, Redis starts on it, and every change whose answer
 * a client had read by then is looked for. {@code -Dfaults.cuts=20} makes it long.
 *
 * <p>The test trusts the disk: a disk that confirms bytes before it holds them loses more. Where
 * strace is absent or may not trace, the test is skipped.
 */
@Timeout(600)
final class PowerCutTest {

  private static final int CUTS = Integer.getInteger("faults.cuts", 6);
  private static final int WRITERS = 6;

  /** The writers make several changes within an eighth of a second, so that cuts differ. */
  private static final int LOAD_MILLIS = 125 * CUTS;

  /** With {@code appendfsync everysec} the load covers two fsyncs at least. */
  private static final int LONG_LOAD_MILLIS = Math.max(2_200, 350 * CUTS);

  private record Acknowledged(long micros, String path, Value value) {}

  /** The changes that one cut lost. */
  private record Loss(long changes, long oldestMicros) {}

  @TempDir private Path directory;

  private final long seed = Seeded.seed();
  private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void needsStrace() {
    assumeTrue(FsyncTrace.isPossible(directory), "strace is absent or may not trace");
  }

  @Test
  void fsyncAlwaysLosesNothing() throws IOException {
    List<Loss> losses = losses(AppendFsync.ALWAYS, LOAD_MILLIS);
    assertThat(losses).hasSize(CUTS).allMatch(loss -> loss.changes() == 0);
  }

  /** Also the proof that the test can see a loss. */
  @Test
  void fsyncEverySecondLosesTheLastOnes() throws IOException {
    List<Loss> losses = losses(AppendFsync.EVERYSEC, LONG_LOAD_MILLIS);
    assertThat(losses).hasSize(CUTS).anyMatch(loss -> loss.changes() > 0);
  }

  private List<Loss> losses(AppendFsync fsync, int loadMillis) throws IOException {
    Path data = directory.resolve("data");
    Path trace = directory.resolve("redis.trace");
    try (RestartableRedis traced =
        RestartableRedis.start(data, fsync, FsyncTrace.launcher(trace))) {
      List<String> paths = Instances.createResponses(WRITERS, traced.uri());
      try (Instances instances = Instances.start(Instances.PATIENT, traced.uri(), traced.uri())) {
        write(paths, instances, loadMillis);
      }
    }
    FsyncTrace calls = FsyncTrace.read(trace, RestartableRedis.appendOnlyFileIn(data).toRealPath());
    byte[] written = Files.readAllBytes(RestartableRedis.appendOnlyFileIn(data));
    assertThat(calls.bytesWritten()).as("strace saw every byte").isEqualTo(written.length);
    List<Loss> losses = cutAtRandom(calls, written, data);
    System.out.printf(
        "seed %d: fsync %s, %d changes acknowledged, lost by each of %d power cuts: %s%n",
        seed, fsync, acknowledged.size(), CUTS, losses);
    FaultTable.line(
        CUTS + " x power cut of Redis, appendfsync " + fsync,
        acknowledged.size(),
        losses.stream().mapToLong(Loss::changes).max().orElse(0));
    return losses;
  }

  private void write(List<String> paths, Instances instances, int loadMillis) {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    long endNanos = System.nanoTime() + loadMillis * 1_000_000L;
    CompletableFuture<?>[] writers = new CompletableFuture<?>[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      String path = paths.get(i);
      Client client = instances.client(i % 2);
      Runnable writer =
          () -> {
            for (int n = 0; System.nanoTime() < endNanos; n++) {
              Value value = client.call(path, Call.put("n" + n)).value();
              if (value != null) {
                acknowledged.add(new Acknowledged(FsyncTrace.nowMicros(), path, value));
              }
            }
          };
      writers[i] = CompletableFuture.runAsync(writer, threads);
    }
    CompletableFuture.allOf(writers).join();
    threads.shutdown();
  }

  private List<Loss> cutAtRandom(FsyncTrace calls, byte[] written, Path data) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path copy = directory.resolve("copy");
    BrokenStoreTest.copy(data, copy);
    long[] micros = acknowledged.stream().mapToLong(Acknowledged::micros).sorted().toArray();
    Loss[] losses = new Loss[CUTS];
    try (RestartableRedis redis = RestartableRedis.start(copy, AppendFsync.ALWAYS);
        Instances instances = Instances.start(Instances.PATIENT, redis.uri())) {
      for (int cut = 0; cut < CUTS; cut++) {
        long atMicros = random.nextLong(micros[micros.length / 4], micros[micros.length - 1]);
        long bytes = calls.bytesForcedAt(atMicros);
        if (cut % 2 == 1) { // Some of the rest reached the disk as well, up to amid a command.
          bytes = random.nextLong(bytes, calls.bytesWrittenAt(atMicros) + 1);
        }
        redis.kill();
        Files.write(redis.appendOnlyFile(), Arrays.copyOf(written, (int) bytes));
        redis.start();
        losses[cut] = loss(atMicros, instances.http(0));
      }
    }
    return List.of(losses);
  }

  private Loss loss(long cutMicros, Http http) {
    Map<String, Value> stored = new HashMap<>();
    long lost = 0;
    long oldestMicros = cutMicros;
    for (Acknowledged change : acknowledged) {
      Value left = stored.computeIfAbsent(change.path(), path -> stored(path, http));
      if (change.micros() <= cutMicros && change.value().revision() > left.revision()) {
        lost++;
        oldestMicros = Math.min(oldestMicros, change.micros());
      }
      if (change.value().revision() == left.revision()) {
        assertThat(left).isEqualTo(change.value());
      }
    }
    return new Loss(lost, cutMicros - oldestMicros);
  }

  /**
   * The resource as the service answers it after the restart; of the revision 0 when it is gone.
   */
  private static Value stored(String path, Http http) {
    Http.Answer answer = http.get(path);
    while (answer.status() == 503) {
      Workload.pause();
      answer = http.get(path);
    }
    return answer.status() == 404 ? new Value(0, "") : HttpClient.value(answer);
  }
}
