package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.store.ResourceTreeContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisResourceTreeTest extends ResourceTreeContract {

  RedisResourceTreeTest(RedisServer redis) {
    super(new RedisBacking(redis, RedisReplicas.PATIENT));
  }
}
