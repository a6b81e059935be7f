package dev.patchbay.config;

import java.net.URI;
import java.util.Optional;

/**
 * How often one account may call, where the credentials file says nothing else.
 *
 * @param ratePerSecond requests a second in the long run; 0 for no limit
 * @param burst requests at once
 * @param replicas how many processes share the limit while they cannot count together
 * @param redis the server that counts, a secret; empty for the one that keeps the data
 */
public record ThrottleConfig(int ratePerSecond, int burst, int replicas, Optional<URI> redis) {

  boolean isTls() {
    return redis.filter(uri -> uri.getScheme().equals("rediss")).isPresent();
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "ThrottleConfig[ratePerSecond=%d, burst=%d, replicas=%d, redis=%s]"
        .formatted(
            ratePerSecond,
            burst,
            replicas,
            redis.map(secret -> secret.getHost() + ":" + secret.getPort()).orElse("of the data"));
  }
}
