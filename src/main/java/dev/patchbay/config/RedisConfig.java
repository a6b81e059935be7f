package dev.patchbay.config;

import java.net.URI;
import java.util.Optional;

/**
 * The connections to Redis.
 *
 * @param uri of the Redis to use, a secret; empty for the embedded one
 * @param poolSize connections at most
 * @param commandTimeoutMillis how long a command may take
 * @param acquireTimeoutMillis how long a request may wait for a connection
 * @param requestTimeoutMillis how long all that a request does with Redis may take
 * @param durability what a change that was answered survives; empty to let Redis's replicas decide
 */
public record RedisConfig(
    Optional<URI> uri,
    int poolSize,
    int commandTimeoutMillis,
    int acquireTimeoutMillis,
    int requestTimeoutMillis,
    Optional<Durability> durability) {

  /** Host and port, which are no secret; "embedded" where none is set. */
  public String address() {
    return uri.map(secret -> secret.getHost() + ":" + secret.getPort()).orElse("embedded");
  }

  /** Without the user and the password of the URI. */
  @Override
  public String toString() {
    return ("RedisConfig[uri=%s, poolSize=%d, commandTimeoutMillis=%d, acquireTimeoutMillis=%d,"
            + " requestTimeoutMillis=%d, durability=%s]")
        .formatted(
            address(),
            poolSize,
            commandTimeoutMillis,
            acquireTimeoutMillis,
            requestTimeoutMillis,
            durability.map(Durability::name).orElse("auto"));
  }
}
