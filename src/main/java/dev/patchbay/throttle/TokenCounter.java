package dev.patchbay.throttle;

import io.vertx.core.Future;

/** The token bucket of each account, which all replicas draw from. */
public interface TokenCounter {

  /**
   * What was drawn.
   *
   * @param tokens one for each request that may pass; all of them are counted as spent
   * @param remaining whole tokens that were left in the bucket then
   * @param waitMicros microseconds until one more token is due; 0 unless fewer than the needed
   *     tokens were drawn
   */
  record Drawn(long tokens, long remaining, long waitMicros) {}

  /**
   * Draws tokens for requests that wait, as many as there are, and some more for requests to come.
   *
   * <p>What is drawn from an account's bucket stays below {@code rate * t + burst} in every window
   * of t seconds, and no needed token is refused that this law allows. Tokens ahead of need are
   * drawn only while the bucket stays at least half full, so that no replica keeps tokens in hand
   * that another one's requests wait for.
   *
   * @param limit of any rate but 0; it may change from one call to the next
   * @param needed how many requests wait
   * @param ahead how many tokens to draw beyond those at most
   * @return what was drawn; fails when the counter could not be asked, and then it is unknown
   *     whether tokens were spent
   */
  Future<Drawn> draw(String accountId, RateLimit limit, int needed, int ahead);
}
