package dev.patchbay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RespClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanServerTest {

  @TempDir private Path temporary;

  @Test
  void theServerOfAKilledJvmIsStoppedAndItsDataKept() throws Exception {
    Process child = EmbeddedRedisChild.launch(temporary);
    URI uri = URI.create(EmbeddedRedisChild.answer(child));
    child.destroyForcibly().waitFor();
    try (RespClient orphan = RespClient.connect(uri)) {
      orphan.call("SET", "key", "value");
    }
    List<Long> orphans = serversOnTheDirectory();
    assertThat(orphans).hasSize(1);

    try (EmbeddedRedis redis = EmbeddedRedis.start(temporary, AppendFsync.ALWAYS);
        RespClient client = RespClient.connect(redis.uri())) {
      assertThat(client.call("GET", "key")).isEqualTo("value");
      assertThat(serversOnTheDirectory()).containsExactly(redis.pid());
      assertThat(orphans).doesNotContain(redis.pid());
    }
    assertThat(serversOnTheDirectory()).isEmpty();
  }

  @Test
  void anUnrelatedProcessWithTheSamePidLives() throws Exception {
    Process unrelated = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(temporary.resolve(DataDirectory.PID_FILE), unrelated.pid() + "\n");
      EmbeddedRedis.start(temporary, AppendFsync.ALWAYS).close();
      assertThat(unrelated.isAlive()).isTrue();
    } finally {
      unrelated.destroyForcibly();
    }
  }

  @Test
  void theServerOfAnotherDirectoryLives() throws Exception {
    Path other = temporary.resolve("other");
    try (EmbeddedRedis redis = EmbeddedRedis.start(other, AppendFsync.ALWAYS)) {
      Files.writeString(temporary.resolve(DataDirectory.PID_FILE), redis.pid() + "\n");
      EmbeddedRedis.start(temporary, AppendFsync.ALWAYS).close();
      assertThat(ProcessHandle.of(redis.pid())).get().matches(ProcessHandle::isAlive);
    }
  }

  @Test
  void aPidFileWithoutAPidIsIgnored() throws Exception {
    Files.writeString(temporary.resolve(DataDirectory.PID_FILE), "\u00e4 99999999999999999999");
    EmbeddedRedis.start(temporary, AppendFsync.ALWAYS).close();
  }

  private List<Long> serversOnTheDirectory() throws Exception {
    String prefix = temporary.toRealPath().resolve("bin") + "/";
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().orElse("").startsWith(prefix))
        .map(ProcessHandle::pid)
        .toList();
  }
}
