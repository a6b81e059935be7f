package dev.patchbay.config;

import java.net.URI;
import java.util.Optional;

/**
 * The rate limit of an account, unless the credentials file has another one.
 *
 * @param ratePerSecond requests a second in the long run; 0 for no limit
 * @param burst requests at once
 * @param replicas how many processes share the limit while the common counter is unavailable
 * @param redis the server of the counters, a secret; empty for the server of the data
 */
public record ThrottleConfig(int ratePerSecond, int burst, int replicas, Optional<URI> redis) {

  boolean isTls() {
    return redis.filter(uri -> uri.getScheme().equals("rediss")).isPresent();
  }

  /** Leaves user and password out. */
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
