package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.store.ViewContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisViewTest extends ViewContract {

  RedisViewTest(RedisServer redis) {
    super(new RedisBacking(redis, RedisReplicas.PATIENT));
  }
}
