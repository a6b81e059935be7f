package dev.patchbay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisTest {

  @TempDir private Path temporary;

  @Test
  void tellsWhyTheServerDied() throws Exception {
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
  void takesAnotherPortWhenTheFirstIsLost() throws Exception {
    try (ServerSocket winner = new ServerSocket(0, 1, PortPicker.loopback())) {
      int free = PortPicker.LOOPBACK.pick();
      Iterator<Integer> ports = List.of(winner.getLocalPort(), free).iterator();
      try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.ALWAYS, ports::next)) {
        assertThat(redis.uri().getPort()).isEqualTo(free);
        assertThat(call(redis, "PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void givesUpWhenNoPortCanBeHad() throws Exception {
    try (ServerSocket winner = new ServerSocket(0, 1, PortPicker.loopback())) {
      assertThatThrownBy(
              () -> EmbeddedRedis.start(temporary, AppendFsync.ALWAYS, winner::getLocalPort))
          .hasMessageContaining("could not have port " + winner.getLocalPort());
    }
  }

  @Test
  void keepsOtherUsersOut() throws Exception {
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
    String fill = "for i = 1, 200000 do redis.call('SET', 'key' .. i, i) end";
    try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.EVERYSEC);
        RespClient client = RespClient.connect(redis.uri())) {
      client.call("EVAL", fill, "0");
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
