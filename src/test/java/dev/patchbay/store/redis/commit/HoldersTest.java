package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.holdersOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class HoldersTest {

  private static final Read.OfHolders READ = holdersOf("/shared/");

  private final RedisServer redis;

  HoldersTest(RedisServer redis) {
    this.redis = redis;
    redis.flushAll();
  }

  private Set<String> holders() {
    try (Replica ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT)) {
      return ours.commit(
          new Transition<>(
              READ,
              Set.of(READ),
              snapshot ->
                  new Decision.Commit<>(
                      List.of(),
                      snapshot.holders(READ.collection(), READ.member(), READ.value()))));
    }
  }

  private Set<String> store(int count) {
    Set<String> ids = IntStream.range(0, count).mapToObj(i -> "r" + i).collect(Collectors.toSet());
    String key = RedisKeys.holders(READ.collection(), READ.member(), READ.value());
    ids.forEach(id -> redis.command("SADD", key, id));
    return ids;
  }

  @Test
  void decisionSeesAllResourcesWithAValueUpToTheLimit() {
    Set<String> stored = store(Read.OfHolders.OF_VALUE_MAX);
    assertThat(holders()).isEqualTo(stored);
  }

  @Test
  void decisionSeesAsManyResourcesWithAValueAsTheLimitAllows() {
    Set<String> stored = store(Read.OfHolders.OF_VALUE_MAX + 50);
    assertThat(holders()).hasSize(Read.OfHolders.OF_VALUE_MAX).isSubsetOf(stored);
  }
}
