package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.testkit.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service with its embedded Redis, killed with SIGKILL under load and started anew on the same
 * data. {@code -Dfaults.kills=20} makes it long.
 *
 * <p>This shows that nothing is acknowledged before Redis has it, and that a start copes with the
 * data that a killed process left behind. It says nothing of a power cut, for the page cache
 * survives a killed process; {@link PowerCutTest} does.
 */
@Timeout(600)
final class KillUnderLoadTest {

  private static final int KILLS = Integer.getInteger("faults.kills", 1);
  private static final int CLIENTS = 8;

  /** Between two kills: a JVM just started is slow to give the first ones. */
  private static final int ANSWERS_MIN = 30;

  private static final int ANSWERS_MAX = 200;

  @TempDir private Path directory;

  private ServiceProcess service;

  @BeforeEach
  void start() throws IOException {
    service = ServiceProcess.start(directory);
  }

  /** In order, for a killed service leaves its Redis running. */
  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  @Test
  void noAcknowledgedWriteIsLost() {
    long seed = Seeded.seed();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> paths = Instances.createResponses(CLIENTS / 2, new Http(service.address()));
    Workload workload = new Workload(paths, 0, seed);
    Client client = new HttpClient(() -> service.address());

    workload.run(
        Collections.nCopies(CLIENTS, client),
        () -> {
          for (int kill = 0; kill < KILLS; kill++) {
            int enough = workload.answered() + random.nextInt(ANSWERS_MIN, ANSWERS_MAX);
            while (workload.answered() < enough) {
              Workload.pause();
            }
            service.killAndRestart();
          }
        });

    System.out.println(workload.summary() + ", " + KILLS + " kills");
    Optional<String> violation = workload.violation();
    workload.printRow(KILLS + " x kill -9 of the service under load", violation);
    assertThat(violation).as(workload.summary()).isEmpty();
    assertThat(workload.count(Answer.Outcome.OK)).isGreaterThan(KILLS * ANSWERS_MIN / 2);
  }
}
