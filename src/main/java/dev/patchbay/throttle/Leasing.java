package dev.patchbay.throttle;

import java.util.concurrent.TimeUnit;

/**
 * How long tokens that were drawn ahead of need may be used under a limit, and what that costs.
 *
 * <p>A token that is drawn at a and used at b, a &lt;= b &lt;= a + lapse, keeps the law of the
 * limit, for all replicas together draw at most {@code rate * t + drawn.burst} in any window of t
 * seconds, where {@code drawn.burst <= burst - rate * lapse}: what is used in a window was drawn in
 * it or within the lapse before it, thus in a window of t + lapse, and is at most {@code rate * (t
 * + lapse) + burst - rate * lapse = rate * t + burst}. It does not matter how many replicas hold
 * how many tokens.
 *
 * <p>The price is that a rested account may send a twentieth of its burst less at once. So tokens
 * are drawn ahead only under limits that yield a block worth a draw, and whose burst leaves a lapse
 * worth the time of a draw; under all others each request waits for its own token, and all of the
 * burst may be used.
 *
 * @param drawn the limit to draw under
 * @param lapseNanos how long after the call of the counter a token may be used; 0 where no token
 *     may be drawn ahead of need
 * @param blockMax how many tokens are drawn ahead at once at most
 */
record Leasing(RateLimit drawn, long lapseNanos, int blockMax) {

  /** A draw waits for a disk at worst, and twenty of them in a second are no load. */
  static final long LAPSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);

  /** With less, tokens would lapse while the next ones are drawn. */
  static final long LAPSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(10);

  /** Of the burst, what is kept back for tokens that were drawn and not used yet. */
  static final double RESERVE_MAX = 0.05;

  /** No replica takes more than its limit yields in so long at once. */
  static final double BLOCK_SECONDS = 0.02;

  /** Under limits of fewer a second than fifty times this, a draw for each request is no load. */
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

  /** How long before it is needed the next block is drawn, and over how long demand is counted. */
  long leadNanos() {
    return lapseNanos / 5;
  }
}
