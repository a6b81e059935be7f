package dev.patchbay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Main;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.JavaProcess;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is ended while the answer to the creation of an API is on its way, so that the
 * process does not know the API yet.
 */
@ExtendWith(RedisServerExtension.class)
final class InterruptedRunTest {

  private static final int SECONDS_MAX = 60;
  private static final int CREATIONS = 3;

  @TempDir private Path folder;

  private final RedisServer redis;
  private final AtomicInteger creations = new AtomicInteger();
  private final CountDownLatch created = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private PatchbayServer server;
  private ChangedAnswers held;

  InterruptedRunTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  @BeforeEach
  void start() throws Exception {
    server = LocalPatchbay.start(redis.uri(), Map.of());
    held = ChangedAnswers.of(server.address(), this::hold);
    String foreign = new Http(server.address()).createApi();
    assertThat(foreign).isNotEmpty();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    held.close();
    server.close();
  }

  private Http.Answer hold(String method, String path, Http.Answer answer) throws IOException {
    if (method.equals("POST")
        && path.equals("/v2/apis")
        && answer.status() == 201
        && creations.incrementAndGet() == CREATIONS) {
      created.countDown();
      try {
        assertThat(ended.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return answer;
  }

  @Test
  void aRunThatIsInterruptedRemovesWhatItMade() throws Exception {
    Process process = run();
    process.destroy();
    ended.countDown();
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(names()).as(output()).containsExactly("chat");
  }

  @Test
  void whatAKilledRunHasLeftIsCleaned() throws Exception {
    Process process = run();
    assertThat(process.destroyForcibly().waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(names()).hasSize(2).anyMatch(name -> name.startsWith(Leftovers.PREFIX));
    Leftovers.Removed removed = new Leftovers(endpoint(server.address())).remove(Leftovers.PREFIX);
    assertThat(removed.failures()).isEmpty();
    assertThat(removed.removed()).hasSize(1);
    assertThat(names()).containsExactly("chat");
  }

  /** Starts a run, and returns when the service has made an API of which it does not know. */
  private Process run() throws Exception {
    Process process =
        JavaProcess.of(Main.class, "conformance", "--endpoint", held.address().toString())
            .redirectErrorStream(true)
            .redirectOutput(outputFile())
            .start();
    assertThat(created.await(SECONDS_MAX, TimeUnit.SECONDS)).as(output()).isTrue();
    return process;
  }

  private File outputFile() {
    return folder.resolve("output").toFile();
  }

  private String output() throws IOException {
    return Files.readString(outputFile().toPath());
  }

  private List<String> names() {
    return new Http(server.address())
        .get("/v2/apis").json().getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getString("name"))
            .toList();
  }

  private static Endpoint endpoint(URI address) {
    return new Endpoint(address, (request, body, service) -> request, millis -> {}, () -> 0);
  }
}
