package dev.patchbay.store.redis.connection;

import dev.patchbay.model.Durability;
import org.jspecify.annotations.Nullable;

/** Is told what happens between the store and Redis; called from many threads. */
public interface RedisMeter {

  /** For those who count nothing. */
  RedisMeter NONE = new RedisMeter() {};

  /** A call of the store, or of the throttle's counter, ended in this fault. */
  default void failed(RedisFault fault) {}

  /** A record or an entry that is stored cannot be read. */
  default void corrupt() {}

  /** One event loop has stopped asking Redis, or asks it again. */
  default void circuit(boolean open) {}

  /** Connections were borrowed, or given back. */
  default void inUse(int change) {}

  /** Somebody waits for a connection, or does so no more. */
  default void waiting(int change) {}

  /** A connection was had, or given up. */
  default void acquired(long nanos) {}

  /** All replies to one write have come, or will not come. */
  default void answered(long nanos) {}

  /** Another master, or another owner of slots, is known to one event loop. */
  default void topologyChanged() {}

  /** A setting of Redis was compared with what the level of durability needs. */
  default void durability(String setting, SettingVerdict verdict) {}

  /** Who follows each trip; null for nobody. Asked once for each server. */
  default @Nullable RedisTrips trips() {
    return null;
  }

  /** The level of durability that is in force. */
  default void durabilityLevel(Durability level) {}
}
