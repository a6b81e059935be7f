package dev.patchbay.throttle;

import io.vertx.core.Future;

/** The token buckets of accounts, which all replicas share. */
public interface TokenCounter {

  /**
   * The result of a draw.
   *
   * @param tokens the number of tokens drawn, which count as spent
   * @param remaining the tokens that were left in the bucket
   * @param waitMicros microseconds until the next token is due; 0 unless fewer tokens than needed
   *     were drawn
   */
  record Drawn(long tokens, long remaining, long waitMicros) {}

  /**
   * Draws tokens for waiting requests, and some in advance.
   *
   * <p>The tokens drawn from a bucket stay below {@code rate * t + burst} in every window of t
   * seconds, and no needed token within this limit is refused. Tokens are drawn in advance only
   * while the bucket stays at least half full, so that no replica holds tokens that requests of
   * another one wait for.
   *
   * @param limit a limit with a rate above 0; it may change from one call to the next
   * @param needed the number of waiting requests
   * @param ahead the maximum number of tokens to draw in advance
   * @return the tokens drawn; fails when the counter does not answer, and then it is unknown
   *     whether tokens were spent
   */
  Future<Drawn> draw(String accountId, RateLimit limit, int needed, int ahead);
}
