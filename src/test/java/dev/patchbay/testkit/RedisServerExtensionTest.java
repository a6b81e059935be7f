package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisServerExtensionTest {

  private final RedisServer redis;

  RedisServerExtensionTest(RedisServer redis) {
    this.redis = redis;
  }

  @BeforeEach
  void flush() {
    redis.flushAll();
  }

  @Test
  void oneServerServesEveryInjectionPoint(RedisServer other) {
    assertThat(other).isSameAs(redis);
  }

  @Test
  void readsEveryKindOfReply() {
    assertThat(redis.command("SET", "key", "zwölf\r\n")).isEqualTo("OK");
    assertThat(redis.command("GET", "key")).isEqualTo("zwölf\r\n");
    assertThat(redis.command("INCR", "count")).isEqualTo(1L);
    assertThat(redis.command("MGET", "key", "none")).isEqualTo(Arrays.asList("zwölf\r\n", null));
    assertThat(redis.command("GET", "none")).isNull();
    assertThatThrownBy(() -> redis.command("INCR", "key"))
        .isInstanceOf(RespClient.ErrorReply.class)
        .hasMessageStartingWith("ERR value is not an integer");
  }

  @Test
  void readsTheNullListOfALostTransaction() {
    try (RespClient client = redis.connect()) {
      client.call("WATCH", "key");
      redis.command("SET", "key", "taken");
      client.call("MULTI");
      client.call("GET", "key");
      assertThat(client.call("EXEC")).isNull();
    }
  }

  @Test
  void countsCalls() {
    redis.command("CONFIG", "RESETSTAT");
    redis.command("GET", "a");
    redis.command("GET", "b");
    assertThat(redis.calls("GET")).isEqualTo(2);
    assertThat(redis.calls("SET")).isZero();
  }

  @Test
  void monitorShowsTheCommandsOfOthers() {
    try (RespClient monitor = redis.connect()) {
      monitor.call("MONITOR");
      redis.command("GET", "seen");
      assertThat(monitor.read()).asString().endsWith("\"GET\" \"seen\"");
    }
  }
}
