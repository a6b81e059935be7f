package dev.patchbay.config;

/** How the Redis at the given addresses is made up. */
public enum RedisMode {
  /** One server. */
  STANDALONE,
  /** A master and its replicas; the addresses are those of Sentinels. */
  SENTINEL,
  /** A Redis Cluster; the addresses are those of some of its nodes. */
  CLUSTER
}
