package dev.patchbay.store.redis;

import dev.patchbay.backup.SampleTypesContract;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisSampleTypesTest extends SampleTypesContract {

  RedisSampleTypesTest(RedisServer redis) {
    super(new RedisBacking(redis, RedisReplicas.PATIENT));
  }

  @Override
  protected Map<String, ?> everything() {
    return RedisReplicas.withoutAuthors(super.everything());
  }
}
