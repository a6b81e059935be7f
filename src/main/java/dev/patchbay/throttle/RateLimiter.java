package dev.patchbay.throttle;

import io.vertx.core.Future;

/** Counts the requests of accounts against their limits. */
public interface RateLimiter {

  /**
   * Decides on one request, and counts it when it is admitted; a refused request costs nothing.
   *
   * <p>An account is admitted at most {@code rate * t + burst} requests in every window of t
   * seconds. No request within the limit is refused, except for a part of the burst that {@link
   * LeasedTokens} reserves under a large limit. A limit may change from one call to the next:
   * requests admitted under the old one count, up to the new burst. A limit that is off always
   * admits and counts nothing.
   *
   * @return the decision, refusals included; fails only when the counter does not answer, and then
   *     it is unknown whether the request was counted
   */
  Future<Admission> admit(String accountId, RateLimit limit);
}
