package dev.patchbay.throttle;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The counter's law in whole numbers, on a clock of the test's; exact for whole rates. */
final class FakeTokenCounter implements TokenCounter {

  /**
   * One call.
   *
   * @param nanos when it was counted
   */
  record Call(long nanos, RateLimit limit, int needed, int ahead, Drawn drawn) {}

  private static final long TOKEN = 1_000_000_000;

  /**
   * A bucket.
   *
   * @param debt in billionths of a token
   */
  private record Bucket(long debt, long nanos) {}

  private final LongSupplier nanoClock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  FakeTokenCounter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** All so far. */
  List<Call> calls() {
    return calls;
  }

  @Override
  public Future<Drawn> draw(String accountId, RateLimit limit, int needed, int ahead) {
    return Future.succeededFuture(count(accountId, limit, needed, ahead));
  }

  Drawn count(String accountId, RateLimit limit, int needed, int ahead) {
    long now = nanoClock.getAsLong();
    long rate = (long) limit.ratePerSecond();
    long capacity = limit.burst() * TOKEN;
    Bucket bucket = buckets.getOrDefault(accountId, new Bucket(0, now));
    long debt = Math.max(0, Math.min(bucket.debt(), capacity) - (now - bucket.nanos()) * rate);
    long tokens = Math.min(needed, (capacity - debt) / TOKEN);
    debt += tokens * TOKEN;
    if (tokens == needed && capacity / 2 > debt) {
      long more = Math.min(ahead, (capacity / 2 - debt) / TOKEN);
      debt += more * TOKEN;
      tokens += more;
    }
    buckets.put(accountId, new Bucket(debt, now));
    long waitNanos = -Math.floorDiv(capacity - debt - TOKEN, rate);
    Drawn drawn =
        tokens < needed
            ? new Drawn(tokens, 0, (waitNanos + 999) / 1_000)
            : new Drawn(tokens, (capacity - debt) / TOKEN, 0);
    calls.add(new Call(now, limit, needed, ahead, drawn));
    return drawn;
  }
}
