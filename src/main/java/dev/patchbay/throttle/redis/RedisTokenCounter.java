package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisScript;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.TokenCounter;
import io.vertx.core.Future;
import java.util.List;

/**
 * Counts in Redis for all replicas: one script, on one key, by the clock of Redis. Fails with
 * SERVICE_UNAVAILABLE when Redis is unreachable, slow or out of memory. Belongs to one event loop,
 * as its nodes do.
 */
public final class RedisTokenCounter implements TokenCounter {

  /**
   * The leaky bucket of {@code dev.patchbay.throttle}, in the same units: the key holds the debt in
   * millionths of a request, and the microsecond of its last change. All numbers stay below 2^53,
   * up to which Lua's numbers are exact; the script formats them, because Lua writes 14 digits
   * only.
   *
   * <p>A refusal writes nothing, unless the clock was set back: then the time is set to now. A
   * drained key equals a missing one, so it expires, a second later because of rounding.
   *
   * <p>Replies the number of tokens drawn, the number left, and the microseconds until the next
   * token, 0 where all needed tokens are drawn.
   */
  static final String SOURCE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local rate = tonumber(ARGV[1])
      local capacity = tonumber(ARGV[2]) * 1000000
      local debt, last = 0, now
      local held, since = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) (%S+)$')
      if held then
        debt, last = tonumber(held) or 0, tonumber(since) or now
      end
      debt = math.max(0, math.min(debt, capacity) - math.max(0, now - last) * rate)
      local function take(most, bound)
        local fit = math.max(0, math.min(most, math.floor((bound - debt) / 1000000) + 1))
        while fit > 0 and debt + fit * 1000000 > bound do
          fit = fit - 1
        end
        debt = debt + fit * 1000000
        return fit
      end
      local needed = tonumber(ARGV[3])
      local drawn = take(needed, capacity)
      if drawn == needed then
        drawn = drawn + take(tonumber(ARGV[4]), capacity / 2)
      end
      if drawn > 0 or now < last then
        local drained = math.ceil(debt / rate / 1000) + 1000
        redis.call('SET', KEYS[1], string.format('%.17g %.0f', debt, now),
            'PX', string.format('%.0f', drained))
      end
      if drawn >= needed then
        return {drawn, math.floor((capacity - debt) / 1000000), 0}
      end
      return {drawn, 0, math.ceil((debt + 1000000 - capacity) / rate)}
      """;

  private static final RedisScript SCRIPT = new RedisScript(SOURCE);

  private final RedisNodes nodes;

  public RedisTokenCounter(RedisNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public Future<Drawn> draw(String accountId, RateLimit limit, int needed, int ahead) {
    return SCRIPT
        .run(
            nodes,
            key(accountId),
            List.of(
                String.valueOf(limit.ratePerSecond()),
                String.valueOf(limit.burst()),
                String.valueOf(needed),
                String.valueOf(ahead)))
        .map(reply -> new Drawn(reply.get(0), reply.get(1), reply.get(2)));
  }

  /** Hash-tagged like the records' keys; {@code patchbay:{000000000000}:000000000000#throttle}. */
  static String key(String accountId) {
    return "patchbay:{" + accountId + "}:" + accountId + "#throttle";
  }
}
