package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.testkit.RestartableRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of two instances read and change the same resources while Redis and the instances fail.
 * {@code -Dfaults.operations=50000} makes it long.
 */
@Timeout(900)
final class HistoryTest {

  private static final int OPERATIONS = Integer.getInteger("faults.operations", 1_900);
  private static final int OPERATIONS_BETWEEN_FAULTS = 300;
  private static final int CLIENTS = 16;
  private static final int RESOURCES = 8;

  @TempDir private Path directory;

  @Test
  void everyHistoryUnderFaultsIsLinearizable() {
    long seed = Seeded.seed();
    try (RestartableRedis redis = RestartableRedis.start(directory, AppendFsync.ALWAYS);
        Instances instances = Instances.start(Map.of(), redis.uri(), redis.uri())) {
      Workload workload =
          new Workload(Instances.createResponses(RESOURCES, redis.uri()), OPERATIONS, seed);
      List<Runnable> faults =
          List.of(
              () -> killAndRestart(redis),
              () -> redis.command("CLIENT", "KILL", "TYPE", "normal"),
              () -> redis.command("CLIENT", "PAUSE", "700", "ALL"),
              () -> instances.restart(1),
              () -> redis.command("CLIENT", "PAUSE", "700", "WRITE"),
              () -> instances.restart(0));
      int[] injected = new int[1];
      List<Client> clients =
          IntStream.range(0, CLIENTS).mapToObj(client -> instances.client(client % 2)).toList();
      workload.run(clients, () -> injected[0] = inject(faults, workload));

      System.out.println(workload.summary() + ", " + injected[0] + " faults");
      Optional<String> violation = workload.violation();
      workload.printRow(
          injected[0] + " x Redis or an instance killed, paused or cut off under load", violation);
      assertThat(violation).as(workload.summary()).isEmpty();
      assertThat(workload.answered()).isGreaterThanOrEqualTo(OPERATIONS);
      assertThat(injected[0]).as("faults").isGreaterThanOrEqualTo(faults.size());
      assertThat(workload.count(Answer.Outcome.UNKNOWN)).as("felt by clients").isPositive();
      assertThat(workload.count(Answer.Outcome.REFUSED)).as("races lost").isPositive();
    }
  }

  /**
   * One fault after the other, each when enough operations were answered since the previous fault.
   */
  private static int inject(List<Runnable> faults, Workload workload) {
    int injected = 0;
    while (workload.answered() < OPERATIONS) {
      if (workload.answered() >= (injected + 1) * OPERATIONS_BETWEEN_FAULTS) {
        faults.get(injected % faults.size()).run();
        injected++;
      }
      Workload.pause();
    }
    return injected;
  }

  private static void killAndRestart(RestartableRedis redis) {
    redis.kill();
    Workload.pause();
    redis.start();
  }
}
