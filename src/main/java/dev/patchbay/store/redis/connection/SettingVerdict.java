package dev.patchbay.store.redis.connection;

/** Whether a setting of a Redis server satisfies the level of durability. */
public enum SettingVerdict {
  HOLDS,
  BROKEN,
  /** The server does not report the setting. */
  UNKNOWN
}
