package dev.patchbay.throttle;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Admits by tokens that were drawn from a counter ahead of need, a block at a time, so that most
 * requests wait for nobody. The next block is drawn when the tokens in hand are about to end, and
 * is as large as the demand of the last moments; a request that finds no token waits for the draw
 * that is under way. Fails with what the counter fails with.
 *
 * <p>The law holds in every window and over all replicas, for what is drawn counts as spent, and a
 * token that is not used soon lapses: {@link Leasing} has the figures and the proof. A limit of
 * fewer than 500 a second, or whose burst lasts for less than a fifth of a second, has nothing
 * drawn ahead: then each request waits for a token of its own, and all of the burst may be used.
 * Other limits admit {@code rate * t + burst} at most and keep back a twentieth of the burst at
 * most.
 *
 * <p>Belongs to one event loop. Each loop has tokens of its own: they lapse so soon that it does
 * not matter how many hands they are in, and nothing has to be locked.
 */
public final class LeasedTokens implements RateLimiter {

  private record Key(String accountId, RateLimit limit) {}

  private final TokenCounter counter;
  private final LongSupplier nanoClock;
  private final Map<Key, AccountTokens> accounts =
      new LatestAccounts<>(LatestAccounts.ACCOUNTS_MAX);

  /**
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  public LeasedTokens(TokenCounter counter, LongSupplier nanoClock) {
    this.counter = counter;
    this.nanoClock = nanoClock;
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    if (limit.isOff()) {
      return Future.succeededFuture(Admission.unlimited());
    }
    return accounts
        .computeIfAbsent(
            new Key(accountId, limit),
            key -> new AccountTokens(counter, nanoClock, accountId, limit))
        .admit();
  }
}
