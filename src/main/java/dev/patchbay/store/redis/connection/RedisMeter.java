package dev.patchbay.store.redis.connection;

import dev.patchbay.model.Durability;
import org.jspecify.annotations.Nullable;

/** Receives the events of the connections to Redis; called by many threads. */
public interface RedisMeter {

  /** Ignores all events. */
  RedisMeter NONE = new RedisMeter() {};

  /** A call of the store or of the throttle's counter has failed with a fault. */
  default void failed(RedisFault fault) {}

  /** A stored record or entry cannot be read. */
  default void corrupt() {}

  /** A circuit breaker has opened or closed. */
  default void circuit(boolean open) {}

  /** Connections were borrowed or returned. */
  default void inUse(int change) {}

  /** A call starts or stops to wait for a connection. */
  default void waiting(int change) {}

  /** The wait for a connection has ended. */
  default void acquired(long nanos) {}

  /** A batch has all its replies, or has failed. */
  default void answered(long nanos) {}

  /** An event loop has found another master or another owner of slots. */
  default void topologyChanged() {}

  /** A setting of Redis was compared with the level of durability. */
  default void durability(String setting, SettingVerdict verdict) {}

  /** Returns the observer of round trips; null for none. Called once for each server. */
  default @Nullable RedisTrips trips() {
    return null;
  }

  /** The level of durability was decided. */
  default void durabilityLevel(Durability level) {}
}
