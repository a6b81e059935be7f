package dev.patchbay.throttle;

import dev.patchbay.model.LruMap;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Admits requests by tokens that are leased from a counter in advance, a block at a time, so that
 * most requests do not wait. The next block is leased when few tokens are left, and is as large as
 * the latest demand; a request without a token waits for the running call of the counter. Fails as
 * the counter fails.
 *
 * <p>The limit holds in every window and over all replicas, because leased tokens count as spent,
 * and unspent tokens lapse soon: {@link Leasing} has the figures and the proof. Under a limit of
 * fewer than 500 a second, or with a burst that lasts for less than a fifth of a second, nothing is
 * leased in advance: each request waits for its own token, and the whole burst can be spent. Other
 * limits admit {@code rate * t + burst} at most and reserve a twentieth of the burst at most.
 *
 * <p>Belongs to one event loop. Each event loop leases its own tokens, so nothing is locked; they
 * lapse so soon that their distribution does not matter.
 */
public final class LeasedTokens implements RateLimiter {

  private record Key(String accountId, RateLimit limit) {}

  private final TokenCounter counter;
  private final LongSupplier nanoClock;
  private final Map<Key, AccountTokens> accounts = new LruMap<>(LocalRateLimiter.ACCOUNTS_MAX);

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
