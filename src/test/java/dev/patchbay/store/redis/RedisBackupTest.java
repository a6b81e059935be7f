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

  /** Without the stamps and the trails, which tell who stored a record and not what is stored. */
  @Override
  protected Map<String, ?> everything() {
    Map<String, Object> everything = RedisReplicas.everything(redis);
    everything.keySet().removeIf(key -> key.endsWith("#changes"));
    everything.replaceAll(
        (key, value) ->
            value instanceof String record
                ? record.replaceFirst("^(\\d+ \\d+) [^\n]+", "$1")
                : value);
    return everything;
  }
}
