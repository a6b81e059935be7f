package dev.patchbay.gateway.redis;

import java.util.List;

/**
 * The names of the keys of one account's connections.
 *
 * <pre>
 * patchbay:gateway:{000000000000}:replicas                        the replicas, by identifier
 * patchbay:gateway:{000000000000}:claims                          the replicas that have died
 * patchbay:gateway:{0123456789abcdef}:connections                 a replica's connections: APIs and identifiers
 * patchbay:gateway:{a1b2c3d4e5}:000000000000:connections          the connections of an API, by identifier
 * patchbay:gateway:{a1b2c3d4e5}:000000000000:connectionIds        their identifiers in order
 * </pre>
 *
 * <p>The braces hold the hash tag: all keys of one script lie in one slot of a Redis Cluster.
 */
final class RegistryKeys {

  private static final String PREFIX = "patchbay:gateway:{";

  private final String accountId;

  RegistryKeys(String accountId) {
    this.accountId = accountId;
  }

  /** The keys of the replicas and of the claims. */
  List<String> replicas() {
    String start = PREFIX + accountId + "}:";
    return List.of(start + "replicas", start + "claims");
  }

  /** The key of the set of a replica's connections. */
  List<String> ofReplica(String replicaId) {
    return List.of(PREFIX + replicaId + "}:connections");
  }

  /** The keys of the records of an API's connections, and of their order. */
  List<String> ofApi(String apiId) {
    String start = PREFIX + apiId + "}:" + accountId;
    return List.of(start + ":connections", start + ":connectionIds");
  }
}
