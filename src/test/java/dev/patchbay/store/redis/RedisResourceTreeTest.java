package dev.patchbay.store.redis;

import dev.patchbay.store.ResourceTreeContract;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisResourceTreeTest extends ResourceTreeContract {

  RedisResourceTreeTest(RedisServer redis) {
    super(new RedisBacking(redis, RedisReplicas.PATIENT));
  }
}
