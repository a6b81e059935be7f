package dev.patchbay;

import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.store.redis.Durability;
import dev.patchbay.store.redis.RedisFault;
import dev.patchbay.store.redis.RedisMeter;
import dev.patchbay.store.redis.RedisTrips;
import org.jspecify.annotations.Nullable;

/** Turns what happens between the store and Redis into meters, and what people are told. */
record StoreMetrics(ServiceMetrics metrics, RedisState state, @Nullable RedisTrips trips)
    implements RedisMeter {

  @Override
  public void failed(RedisFault fault) {
    metrics.redisFailed(fault);
    state.failed(fault);
  }

  @Override
  public void corrupt() {
    metrics.corruptFound();
  }

  @Override
  public void circuit(boolean open) {
    metrics.circuitChanged(open);
    state.circuit(open);
  }

  @Override
  public void durability(String setting, Durability.Verdict verdict) {
    metrics.durabilityChecked(
        setting,
        switch (verdict) {
          case HOLDS -> 1;
          case BROKEN -> 0;
          case UNKNOWN -> -1;
        });
  }

  @Override
  public void durabilityLevel(Durability level) {
    metrics.durabilityIs(level == Durability.STRICT);
  }
}
