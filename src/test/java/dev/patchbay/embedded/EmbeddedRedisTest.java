package dev.patchbay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.ManualClock;
import dev.patchbay.testkit.RespClient;
import dev.patchbay.testkit.TestPorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisTest {

  @TempDir private Path temporary;
  private final ManualClock clock = new ManualClock();

  @Test
  void namesTheReasonWhyTheServerDied() throws Exception {
    Path appendOnly = Files.createDirectory(temporary.resolve("appendonlydir"));
    Files.writeString(appendOnly.resolve("appendonly.aof.manifest"), "nonsense\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("died with exit code 1")
        .hasMessageContaining("Invalid AOF manifest file format");
    Files.delete(appendOnly.resolve("appendonly.aof.manifest"));
    start().close();
  }

  @Test
  void usesAnotherPortWhenTheFirstIsTaken() throws Exception {
    try (ServerSocket winner = new ServerSocket(0, 1, PortPicker.loopback())) {
      int free = TestPorts.pick();
      Iterator<Integer> ports = List.of(winner.getLocalPort(), free).iterator();
      try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.ALWAYS, ports::next)) {
        assertThat(redis.uri().getPort()).isEqualTo(free);
        assertThat(call(redis, "PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void givesUpWhenEveryPortIsTaken() throws Exception {
    try (ServerSocket winner = new ServerSocket(0, 1, PortPicker.loopback())) {
      assertThatThrownBy(
              () -> EmbeddedRedis.start(temporary, AppendFsync.ALWAYS, winner::getLocalPort))
          .hasMessageContaining("could not have port " + winner.getLocalPort());
    }
  }

  @Test
  void isClosedToOtherUsers() throws Exception {
    try (EmbeddedRedis redis = start()) {
      URI anonymous = URI.create("redis://127.0.0.1:" + redis.uri().getPort());
      String password = redis.uri().getUserInfo().substring(1);
      try (RespClient client = RespClient.connect(anonymous)) {
        assertThatThrownBy(() -> client.call("PING")).hasMessageStartingWith("NOAUTH");
      }
      ProcessHandle.Info process = ProcessHandle.of(redis.pid()).orElseThrow().info();
      assertThat(process.commandLine().orElse("")).doesNotContain(password);
      assertThat(redis.toString()).doesNotContain(password);
      assertThat(call(redis, "CONFIG", "GET", "bind")).isEqualTo(List.of("bind", "127.0.0.1"));
    }
  }

  @Test
  void configuresDurability() throws Exception {
    try (EmbeddedRedis redis = start()) {
      assertThat(setting(redis, "appendonly")).isEqualTo("yes");
      assertThat(setting(redis, "appendfsync")).isEqualTo("always");
      assertThat(setting(redis, "save")).isEqualTo("");
      assertThat(setting(redis, "maxmemory-policy")).isEqualTo("noeviction");
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.EVERYSEC)) {
      assertThat(setting(redis, "appendfsync")).isEqualTo("everysec");
    }
  }

  @Test
  void dataSurvivesARestart() throws Exception {
    try (EmbeddedRedis redis = start()) {
      call(redis, "SET", "key", "value");
    }
    try (EmbeddedRedis redis = start()) {
      assertThat(call(redis, "GET", "key")).isEqualTo("value");
    }
  }

  @Test
  void waitsUntilTheFileIsLoaded() throws Exception {
    String fill =
        "for i = 1, 20000 do redis.call('SET', 'key' .. ARGV[1] .. ':' .. i, i) end return 1";
    try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.EVERYSEC);
        RespClient client = RespClient.connect(redis.uri())) {
      for (int part = 0; part < 10; part++) {
        assertThat(client.call("EVAL", fill, "0", String.valueOf(part))).isEqualTo(1L);
      }
    }
    try (EmbeddedRedis redis = start()) {
      assertThat(call(redis, "DBSIZE")).isEqualTo(200_000L);
    }
  }

  @Test
  void closeEndsTheServerOnce() throws Exception {
    EmbeddedRedis first = start();
    first.close();
    assertThat(ProcessHandle.of(first.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    try (EmbeddedRedis second = start()) {
      first.close();
      assertThatThrownBy(this::start).hasMessageContaining("in use");
      assertThat(call(second, "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void createsTheDirectoryForItsOwnerAndKeepsTwoLogs() throws Exception {
    Path directory = temporary.resolve("deep/with \"quotes\"");
    for (int run = 0; run < 3; run++) {
      EmbeddedRedis.start(directory, AppendFsync.ALWAYS).close();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "bin", "appendonlydir", "redis.log", "redis.log.1");
    }
    assertThat(directory.resolve("redis.log")).content().containsOnlyOnce("Server initialized");
  }

  @Test
  void aServerThatIsKilledIsStartedAgainOnItsDataAtTheSameAddress() throws Exception {
    Deaths deaths = new Deaths();
    try (EmbeddedRedis redis = start()) {
      redis.keepAlive(deaths);
      call(redis, "SET", "key", "value");
      long killed = redis.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Eventually.eventually("it was started again", () -> deaths.restarts.get() == 1);
      assertThat(redis.pid()).isNotEqualTo(killed);
      assertThat(call(redis, "GET", "key")).isEqualTo("value");
    }
    assertThat(deaths.lost).isNotCompleted();
  }

  @Test
  void theReasonIsReportedWhenItCannotBeRestarted() throws Exception {
    Deaths deaths = new Deaths();
    try (EmbeddedRedis redis = start()) {
      redis.keepAlive(deaths, List.of(0, 1), clock);
      Path manifest = temporary.resolve("appendonlydir").resolve("appendonly.aof.manifest");
      Files.writeString(manifest, "nonsense\n");
      ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
      assertThat(deaths.lost.get(60, TimeUnit.SECONDS))
          .startsWith("redis-server cannot be started again: ")
          .contains("Invalid AOF manifest file format");
    }
    assertThat(deaths.restarts).hasValue(0);
  }

  /** As the end of the process does, which is what follows. */
  @Test
  void theListenerMayCloseItWhenItIsLost() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    EmbeddedRedis redis = start();
    redis.keepAlive(
        new EmbeddedRedis.Listener() {
          @Override
          public void restarted() {}

          @Override
          public void lost(String reason) {
            redis.close();
            closed.complete(true);
          }
        },
        List.of(),
        clock);
    ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
    assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
    start().close();
  }

  /** One that dies again and again is not started for ever. */
  @Test
  void deathsInQuickSuccessionExhaustTheAttempts() throws Exception {
    Deaths deaths = new Deaths();
    try (EmbeddedRedis redis = start()) {
      redis.keepAlive(deaths, List.of(0, 0), clock);
      for (int death = 1; death <= 2; death++) {
        int restarts = death;
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        Eventually.eventually("it was started again", () -> deaths.restarts.get() == restarts);
      }
      ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
      assertThat(deaths.lost.get(60, TimeUnit.SECONDS)).contains("exit code 137");
    }
  }

  @Test
  void deathAfterTenSecondsHasAllAttemptsAgain() throws Exception {
    Deaths deaths = new Deaths();
    try (EmbeddedRedis redis = start()) {
      redis.keepAlive(deaths, List.of(0), clock);
      for (int death = 1; death <= 2; death++) {
        int restarts = death;
        clock.advanceMillis(10_001);
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        Eventually.eventually("it was started again", () -> deaths.restarts.get() == restarts);
      }
      clock.advanceMillis(10_000);
      ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
      assertThat(deaths.lost.get(60, TimeUnit.SECONDS)).contains("exit code 137");
    }
  }

  @Test
  void nothingIsStartedAgainOnceItIsClosed() throws Exception {
    Deaths deaths = new Deaths();
    EmbeddedRedis redis = start();
    redis.keepAlive(deaths);
    redis.close();
    assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(deaths.restarts).hasValue(0);
    assertThat(deaths.lost).isNotCompleted();
    start().close(); // The directory is free.
  }

  private static final class Deaths implements EmbeddedRedis.Listener {

    private final AtomicInteger restarts = new AtomicInteger();
    private final CompletableFuture<String> lost = new CompletableFuture<>();

    @Override
    public void restarted() {
      restarts.incrementAndGet();
    }

    @Override
    public void lost(String reason) {
      lost.complete(reason);
    }
  }

  private EmbeddedRedis start() throws IOException, InterruptedException {
    return EmbeddedRedis.start(temporary, AppendFsync.ALWAYS);
  }

  private static Object setting(EmbeddedRedis redis, String name) {
    return ((List<?>) call(redis, "CONFIG", "GET", name)).get(1);
  }

  private static Object call(EmbeddedRedis redis, String... command) {
    try (RespClient client = RespClient.connect(redis.uri())) {
      return Objects.requireNonNull(client.call(command));
    }
  }
}
