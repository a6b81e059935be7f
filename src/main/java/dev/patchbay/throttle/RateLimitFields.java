package dev.patchbay.throttle;

import java.util.OptionalLong;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} of an answer.
 *
 * <p>Source: draft-ietf-httpapi-ratelimit-headers. A token bucket is written as a quota of its
 * burst in the time that it takes to fill, so that the remainder never exceeds the quota.
 */
public final class RateLimitFields {

  private RateLimitFields() {}

  /** For example {@code "account";q=40;w=4}, a burst of 40 that fills in 4 seconds. */
  public static String policy(RateLimit limit) {
    return "\"account\";q=%d;w=%d"
        .formatted(limit.burst(), (long) Math.ceil(limit.burst() / limit.ratePerSecond()));
  }

  /**
   * For example {@code "account";r=39}, and {@code "account";r=0;t=1} for a refusal, where t is as
   * many seconds as its {@code Retry-After}.
   */
  public static String state(Admission admission) {
    OptionalLong seconds =
        admission.admitted()
            ? OptionalLong.empty()
            : OptionalLong.of((admission.retryAfterMillis() + 999) / 1_000);
    return "\"account\";r="
        + admission.remaining()
        + (seconds.isPresent() ? ";t=" + seconds.getAsLong() : "");
  }
}
