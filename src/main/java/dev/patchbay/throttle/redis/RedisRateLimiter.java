package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.RedisNodes;
import dev.patchbay.store.redis.RedisScript;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import io.vertx.core.Future;
import java.util.List;

/**
 * Counts in Redis, so that all replicas count together: one script, on one key, in one round trip,
 * by the clock of Redis. Fails with SERVICE_UNAVAILABLE when Redis is away, slow or too full to
 * count. Belongs to one event loop, as its nodes do.
 */
public final class RedisRateLimiter implements RateLimiter {

  /**
   * The leaky bucket of {@code dev.patchbay.throttle}, in the same units: the key holds the debt in
   * millionths of a request, and the microsecond at which it was that. All numbers stay below 2^53,
   * up to which Lua's are exact; they are formatted by hand because Lua itself writes 14 digits.
   *
   * <p>A refusal writes nothing, unless the clock was set back: then the debt is as old as now. A
   * key that has drained is as good as none, so it expires, a second later for the sake of
   * rounding.
   *
   * <p>Replies admitted (1 or 0), requests remaining, microseconds to wait.
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
      local excess = debt + 1000000 - capacity
      if excess <= 0 then
        debt = debt + 1000000
      end
      if excess <= 0 or now < last then
        local drained = math.ceil(debt / rate / 1000) + 1000
        redis.call('SET', KEYS[1], string.format('%.17g %.0f', debt, now),
            'PX', string.format('%.0f', drained))
      end
      if excess <= 0 then
        return {1, math.floor((capacity - debt) / 1000000), 0}
      end
      return {0, 0, math.ceil(excess / rate)}
      """;

  private static final RedisScript SCRIPT = new RedisScript(SOURCE);

  private final RedisNodes nodes;

  public RedisRateLimiter(RedisNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    if (limit.isOff()) {
      return Future.succeededFuture(Admission.unlimited());
    }
    return SCRIPT
        .run(
            nodes,
            key(accountId),
            List.of(String.valueOf(limit.ratePerSecond()), String.valueOf(limit.burst())))
        .map(
            reply ->
                new Admission(
                    reply.get(0) == 1, limit, reply.get(1), reply.get(2), Decider.COUNTER));
  }

  /** Hash-tagged like the records' keys; {@code patchbay:{000000000000}:000000000000#throttle}. */
  static String key(String accountId) {
    return "patchbay:{" + accountId + "}:" + accountId + "#throttle";
  }
}
