package dev.patchbay.throttle;

import java.util.concurrent.TimeUnit;

/**
 * The lapse of leased tokens under a limit, and its cost.
 *
 * <p>A token that is drawn at a and used at b, a &lt;= b &lt;= a + lapse, keeps the limit, because
 * all replicas together draw at most {@code rate * t + drawn.burst} in any window of t seconds,
 * where {@code drawn.burst <= burst - rate * lapse}: tokens used in a window were drawn in it or
 * within the lapse before it, thus in a window of t + lapse, and are at most {@code rate * (t +
 * lapse) + burst - rate * lapse = rate * t + burst}. It does not matter how many replicas hold how
 * many tokens.
 *
 * <p>The cost is that an idle account may send a twentieth of its burst less at once. Tokens are
 * leased in advance only where the limit is high enough to save calls of the counter and its burst
 * is large enough for a lapse longer than a call; under other limits each request waits for its own
 * token, and the whole burst can be spent.
 *
 * @param drawn the limit to draw under
 * @param lapseNanos how long after the call of the counter a token may be spent; 0 where no token
 *     is leased in advance
 * @param blockMax the maximum number of tokens leased in advance by one call
 */
record Leasing(RateLimit drawn, long lapseNanos, int blockMax) {

  /** A call waits for a disk at worst, and twenty of them in a second are no load. */
  static final long LAPSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);

  /** A shorter lapse would end during the next call. */
  static final long LAPSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(10);

  /** The part of the burst that is reserved for leased tokens. */
  static final double RESERVE_MAX = 0.05;

  /** The time whose tokens a replica leases at most at once. */
  static final double BLOCK_SECONDS = 0.02;

  /**
   * The smallest block. Under limits of fewer than fifty times this a second, a call for each
   * request is no load.
   */
  static final int BLOCK_MIN = 10;

  static Leasing of(RateLimit limit) {
    double rate = limit.ratePerSecond();
    long lapseNanos =
        Math.min(LAPSE_NANOS_MAX, (long) (RESERVE_MAX * limit.burst() / rate * 1_000_000_000));
    int block = (int) (rate * BLOCK_SECONDS);
    if (lapseNanos < LAPSE_NANOS_MIN || block < BLOCK_MIN) {
      return new Leasing(limit, 0, 0);
    }
    int reserve = (int) Math.ceil(rate * lapseNanos / 1_000_000_000);
    return new Leasing(new RateLimit(rate, limit.burst() - reserve), lapseNanos, block);
  }

  /** The time before its need at which a block is leased, and the window of the demand. */
  long leadNanos() {
    return lapseNanos / 5;
  }
}
