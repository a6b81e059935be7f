package dev.patchbay.throttle;

import io.vertx.core.Future;

/** Counts the requests of accounts against their limits. */
public interface RateLimiter {

  /**
   * Asks for one request, and counts it when it is admitted; a refused request costs nothing.
   *
   * <p>All that is admitted to an account stays below {@code rate * t + burst} in every window of t
   * seconds. Nothing is refused that the law allows, but for a part of the burst that a limiter may
   * keep back under a large limit, as {@link LeasedTokens} says. A limit may change from one call
   * to the next: what was admitted under the old one counts, up to the new burst. A limit that is
   * off always admits and counts nothing.
   *
   * @return the decision, refusals included; fails only when the counter could not be asked, and
   *     then it is unknown whether the request was counted
   */
  Future<Admission> admit(String accountId, RateLimit limit);
}
