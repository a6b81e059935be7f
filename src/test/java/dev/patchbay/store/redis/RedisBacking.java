package dev.patchbay.store.redis;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.store.Backing;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Vertx;
import java.util.Map;

/** Data in one Redis. */
record RedisBacking(RedisServer redis, RedisLimits limits) implements Backing {

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
