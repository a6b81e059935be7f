package dev.patchbay.store.redis;

import dev.patchbay.backup.BackupContract;
import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisBackupTest extends BackupContract {

  private final RedisServer redis;

  RedisBackupTest(RedisServer redis) {
    this.redis = redis;
  }

  @Override
  protected void clear() {
    redis.flushAll();
  }

  @Override
  protected ResourceStore newStore(Vertx vertx) {
    return RedisReplicas.store(vertx, redis.uri(), 8, RedisReplicas.PATIENT);
  }

  @Override
  protected Map<String, ?> everything() {
    return RedisReplicas.withoutAuthors(RedisReplicas.everything(redis));
  }
}
