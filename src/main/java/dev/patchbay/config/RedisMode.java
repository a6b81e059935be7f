package dev.patchbay.config;

/** The kind of servers at the addresses of Redis. */
public enum RedisMode {
  /** One server. */
  STANDALONE,
  /** A master and its replicas; the addresses belong to Sentinels. */
  SENTINEL,
  /** A Redis Cluster; the addresses belong to some of its nodes. */
  CLUSTER
}
