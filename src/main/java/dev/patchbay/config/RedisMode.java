package dev.patchbay.config;

/** The kind of servers at the addresses of Redis. */
public enum RedisMode {
  /** One server. */
  STANDALONE,
  /** A master and its replicas; the addresses are those of Sentinels. */
  SENTINEL,
  /** A Redis Cluster; the addresses are those of some of its nodes. */
  CLUSTER
}
