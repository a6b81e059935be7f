package dev.patchbay.store.redis;

import dev.patchbay.store.ResourceStoreContract;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisResourceStoreTest extends ResourceStoreContract {

  RedisResourceStoreTest(RedisServer redis) {
    super(new RedisBacking(redis, RedisReplicas.PATIENT));
  }
}
