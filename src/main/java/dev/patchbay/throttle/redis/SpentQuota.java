package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisScript;
import dev.patchbay.throttle.RateLimit;
import io.vertx.core.Future;
import java.util.List;

/**
 * Exhausts the rate limit of an account in the counter, as requests of another caller would. For
 * contract mode. Belongs to one event loop, as its nodes do.
 */
public final class SpentQuota {

  /** Writes the key of {@link RedisTokenCounter} with a debt of the whole burst. */
  private static final RedisScript SPEND =
      new RedisScript(
          """
          local time = redis.call('TIME')
          local debt = tonumber(ARGV[2]) * 1000000
          redis.call('SET', KEYS[1],
              string.format('%.17g %.0f', debt, time[1] * 1000000 + time[2]),
              'PX', string.format('%.0f', math.ceil(debt / tonumber(ARGV[1]) / 1000) + 1000))
          return {1}
          """);

  private static final RedisScript FORGIVE = new RedisScript("return {redis.call('DEL', KEYS[1])}");

  private final RedisNodes nodes;
  private final RateLimit limit;

  public SpentQuota(RedisNodes nodes, RateLimit limit) {
    this.nodes = nodes;
    this.limit = limit;
  }

  /** Spends all tokens: the next one is due after 1/rate seconds. */
  public Future<List<Long>> spend(String accountId) {
    return SPEND.run(
        nodes,
        RedisTokenCounter.key(accountId),
        List.of(String.valueOf(limit.ratePerSecond()), String.valueOf(limit.burst())));
  }

  /** Refills the bucket. */
  public Future<List<Long>> forgive(String accountId) {
    return FORGIVE.run(nodes, RedisTokenCounter.key(accountId), List.of());
  }
}
