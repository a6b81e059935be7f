package dev.patchbay.store.redis.connection;

/** How a setting of a Redis server compares with what the level of durability needs. */
public enum SettingVerdict {
  HOLDS,
  BROKEN,
  /** The server does not report the setting. */
  UNKNOWN
}
