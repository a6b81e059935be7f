package dev.patchbay.throttle.redis;

import dev.patchbay.store.redis.RedisNodes;
import dev.patchbay.store.redis.RedisScript;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts in Redis, so that all replicas count together: one script, on one key, in the same write
 * as a read where there is one, by the clock of Redis. The requests of an account that come before
 * that is written are counted by one call, in their order. Fails with SERVICE_UNAVAILABLE when
 * Redis is away, slow or too full to count. Belongs to one event loop, as its nodes do.
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
   * <p>Replies how many of the requests are admitted, how many more would be, and the microseconds
   * to wait for one, 0 where all are admitted.
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
      local wanted, admitted = tonumber(ARGV[3]), 0
      while admitted < wanted and debt + 1000000 - capacity <= 0 do
        debt = debt + 1000000
        admitted = admitted + 1
      end
      if admitted > 0 or now < last then
        local drained = math.ceil(debt / rate / 1000) + 1000
        redis.call('SET', KEYS[1], string.format('%.17g %.0f', debt, now),
            'PX', string.format('%.0f', drained))
      end
      if admitted == wanted then
        return {admitted, math.floor((capacity - debt) / 1000000), 0}
      end
      return {admitted, 0, math.ceil((debt + 1000000 - capacity) / rate)}
      """;

  private static final RedisScript SCRIPT = new RedisScript(SOURCE);

  /** Whose requests are counted, and against what. */
  private record Account(String id, RateLimit limit) {}

  private final RedisNodes nodes;

  /** Those whose call is not written yet. */
  private final Map<Account, List<Promise<Admission>>> waiting = new HashMap<>();

  public RedisRateLimiter(RedisNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    if (limit.isOff()) {
      return Future.succeededFuture(Admission.unlimited());
    }
    Account account = new Account(accountId, limit);
    Promise<Admission> decided = Promise.promise();
    List<Promise<Admission>> before = waiting.get(account);
    if (before == null) {
      List<Promise<Admission>> requests = new ArrayList<>(List.of(decided));
      waiting.put(account, requests);
      count(account, requests);
    } else {
      before.add(decided);
    }
    return decided.future();
  }

  private void count(Account account, List<Promise<Admission>> requests) {
    RateLimit limit = account.limit();
    SCRIPT
        .run(
            nodes,
            key(account.id()),
            () -> {
              waiting.remove(account, requests);
              return List.of(
                  String.valueOf(limit.ratePerSecond()),
                  String.valueOf(limit.burst()),
                  String.valueOf(requests.size()));
            })
        .onSuccess(reply -> decide(limit, requests, reply.get(0), reply.get(1), reply.get(2)))
        .onFailure(
            failure -> {
              waiting.remove(account, requests);
              requests.forEach(request -> request.fail(failure));
            });
  }

  private static void decide(
      RateLimit limit,
      List<Promise<Admission>> requests,
      long admitted,
      long remaining,
      long waitMicros) {
    for (int i = 0; i < requests.size(); i++) {
      requests
          .get(i)
          .complete(
              i < admitted
                  ? new Admission(true, limit, remaining + admitted - 1 - i, 0, Decider.COUNTER)
                  : new Admission(false, limit, 0, waitMicros, Decider.COUNTER));
    }
  }

  /** Hash-tagged like the records' keys; {@code patchbay:{000000000000}:000000000000#throttle}. */
  static String key(String accountId) {
    return "patchbay:{" + accountId + "}:" + accountId + "#throttle";
  }
}
