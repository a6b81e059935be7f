package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisScript;
import dev.patchbay.throttle.RateLimit;
import io.vertx.core.Future;
import java.util.List;

/**
 * Uses up an account's requests without making them: the counter is then as if somebody else had
 * made them. For rehearsals. Belongs to one event loop, as its nodes do.
 */
public final class SpentQuota {

  /** The record that {@link RedisTokenCounter} keeps, with a debt of the whole burst as of now. */
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

  /** From now on the next request of the account is due after 1/rate seconds. */
  public Future<List<Long>> spend(String accountId) {
    return SPEND.run(
        nodes,
        RedisTokenCounter.key(accountId),
        List.of(String.valueOf(limit.ratePerSecond()), String.valueOf(limit.burst())));
  }

  /** The account may send its whole burst again. */
  public Future<List<Long>> forgive(String accountId) {
    return FORGIVE.run(nodes, RedisTokenCounter.key(accountId), List.of());
  }
}
