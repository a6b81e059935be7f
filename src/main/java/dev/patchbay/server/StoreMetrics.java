package dev.patchbay.server;

import dev.patchbay.metrics.RedisMetrics;
import dev.patchbay.model.Durability;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.RedisTrips;
import dev.patchbay.store.redis.connection.SettingVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the events of the connections to Redis in meters, in the health and in traces. */
record StoreMetrics(RedisMetrics metrics, RedisState state, @Nullable RedisTrips trips)
    implements RedisMeter {

  StoreMetrics {
    metrics.expectFaults(List.of(RedisFault.values()));
  }

  @Override
  public void failed(RedisFault fault) {
    metrics.failed(fault);
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
  public void inUse(int change) {
    metrics.inUseChanged(change);
  }

  @Override
  public void waiting(int change) {
    metrics.waitersChanged(change);
  }

  @Override
  public void acquired(long nanos) {
    metrics.acquired(nanos);
  }

  @Override
  public void answered(long nanos) {
    metrics.answered(nanos);
  }

  @Override
  public void topologyChanged() {
    metrics.topologyChanged();
  }

  @Override
  public void durability(String setting, SettingVerdict verdict) {
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
