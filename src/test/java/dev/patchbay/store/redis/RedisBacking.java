package dev.patchbay.store.redis;

import dev.patchbay.store.Backing;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.testkit.RedisServer;
import io.vertx.core.Vertx;
import java.util.Map;

/** Data in one Redis. */
public record RedisBacking(RedisServer redis, RedisLimits limits) implements Backing {

  @Override
  public void clear() {
    redis.flushAll();
  }

  @Override
  public ResourceStore newStore(Vertx vertx) {
    return RedisReplicas.store(vertx, redis.uri(), 8, limits);
  }

  @Override
  public Map<String, ?> everything() {
    return RedisReplicas.everything(redis);
  }
}
