package dev.patchbay.store.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RedisNode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HashSlotTest {

  private static final long SEED = 20_261_122;

  /** The server is the authority. */
  @Test
  void theSlotIsThatOfRedis() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> tricky =
        List.of("", "{}", "{}a", "a{b}c", "a{b", "}a{b}", "{{a}}", "a{}{b}", "ä{ö}ü", "123456789");
    try (RedisNode redis = RedisNode.start("--cluster-enabled", "yes")) {
      for (String key : tricky) {
        assertSlot(redis, key);
      }
      for (int i = 0; i < 200; i++) {
        String key =
            random
                .ints(random.nextInt(20), 32, 0x180)
                .mapToObj(Character::toString)
                .reduce("", String::concat);
        assertSlot(redis, key);
      }
    }
  }

  private static void assertSlot(RedisNode redis, String key) {
    assertThat(redis.command("CLUSTER", "KEYSLOT", key))
        .as("slot of '%s', seed %d", key, SEED)
        .isEqualTo((long) HashSlot.of(key));
  }
}
