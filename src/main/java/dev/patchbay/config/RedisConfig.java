package dev.patchbay.config;

import dev.patchbay.model.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The connections to Redis.
 *
 * @param mode the kind of servers at the addresses
 * @param uris of the Redis to use, a secret; empty for the embedded one
 * @param masterName the name of the master at the Sentinels; blank without Sentinels
 * @param login to the servers that keep the data; empty where the URI has it
 * @param sentinelLogin to the Sentinels
 * @param certificateAuthorityFile PEM; empty for the authorities that the JVM trusts
 * @param poolSize connections to each server at most
 * @param commandTimeoutMillis how long a command may take
 * @param acquireTimeoutMillis how long a request may wait for a connection
 * @param requestTimeoutMillis how long all commands of a request together may take
 * @param durability the faults that an answered change survives; empty to decide by the replicas of
 *     Redis
 */
public record RedisConfig(
    RedisMode mode,
    List<URI> uris,
    String masterName,
    RedisLogin login,
    RedisLogin sentinelLogin,
    Optional<Path> certificateAuthorityFile,
    int poolSize,
    int commandTimeoutMillis,
    int acquireTimeoutMillis,
    int requestTimeoutMillis,
    Optional<Durability> durability) {

  public RedisConfig {
    uris = List.copyOf(uris);
  }

  public boolean isEmbedded() {
    return uris.isEmpty();
  }

  public boolean isTls() {
    return uris.stream().anyMatch(uri -> uri.getScheme().equals("rediss"));
  }

  /** Hosts and ports, which are no secret; "embedded" where none is set. */
  public String address() {
    return isEmbedded()
        ? "embedded"
        : uris.stream()
            .map(secret -> secret.getHost() + ":" + secret.getPort())
            .collect(Collectors.joining(","));
  }

  /**
   * Returns the contradictions between these settings.
   *
   * @param otherTls whether another Redis is used over TLS
   */
  List<String> problems(boolean otherTls) {
    List<String> problems = new ArrayList<>();
    if (isEmbedded() && mode != RedisMode.STANDALONE) {
      problems.add("PATCHBAY_REDIS_MODE needs PATCHBAY_REDIS_URI");
    }
    if (mode == RedisMode.STANDALONE && uris.size() > 1) {
      problems.add(
          "PATCHBAY_REDIS_URI has several addresses: set PATCHBAY_REDIS_MODE to sentinel or"
              + " cluster");
    }
    if ((mode == RedisMode.SENTINEL) == masterName.isEmpty()) {
      problems.add("PATCHBAY_REDIS_MODE sentinel and PATCHBAY_REDIS_MASTER_NAME need each other");
    }
    boolean uriHasLogin = uris.stream().anyMatch(uri -> uri.getRawUserInfo() != null);
    if (uriHasLogin && (mode != RedisMode.STANDALONE || login.password().isPresent())) {
      problems.add(
          "PATCHBAY_REDIS_URI has a password: set either that, for a standalone Redis, or"
              + " PATCHBAY_REDIS_PASSWORD");
    }
    if (login.user().isPresent() && login.password().isEmpty()) {
      problems.add("PATCHBAY_REDIS_USER needs PATCHBAY_REDIS_PASSWORD");
    }
    if (isEmbedded() && login.password().isPresent()) {
      problems.add("PATCHBAY_REDIS_PASSWORD needs PATCHBAY_REDIS_URI");
    }
    if (sentinelLogin.user().isPresent() && sentinelLogin.password().isEmpty()) {
      problems.add("PATCHBAY_REDIS_SENTINEL_USER needs PATCHBAY_REDIS_SENTINEL_PASSWORD");
    }
    if (mode != RedisMode.SENTINEL && sentinelLogin.password().isPresent()) {
      problems.add("PATCHBAY_REDIS_SENTINEL_PASSWORD needs PATCHBAY_REDIS_MODE sentinel");
    }
    if (certificateAuthorityFile.isPresent() && !isTls() && !otherTls) {
      problems.add("PATCHBAY_REDIS_TLS_CA_FILE needs a rediss:// address");
    }
    return problems;
  }

  /** Leaves users and passwords out. */
  @Override
  public String toString() {
    return ("RedisConfig[mode=%s, uri=%s, poolSize=%d, commandTimeoutMillis=%d, acquireTimeoutMillis=%d,"
            + " requestTimeoutMillis=%d, durability=%s]")
        .formatted(
            mode,
            address(),
            poolSize,
            commandTimeoutMillis,
            acquireTimeoutMillis,
            requestTimeoutMillis,
            durability.map(Durability::name).orElse("auto"));
  }
}
