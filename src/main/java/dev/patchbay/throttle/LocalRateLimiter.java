package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts in this process alone. Exact where there is one process; where there are more, each admits
 * its share. Never fails. Safe to use from any thread: the event loops of a process share one, or
 * else each would admit the whole rate.
 */
public final class LocalRateLimiter implements RateLimiter {

  private final LongSupplier nanoClock;
  private final int replicas;
  private final Map<String, Bucket> buckets;

  /**
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   * @param replicas how many processes the limit is divided by, 1 or more
   */
  public LocalRateLimiter(LongSupplier nanoClock, int replicas) {
    this(nanoClock, replicas, LatestAccounts.ACCOUNTS_MAX);
  }

  LocalRateLimiter(LongSupplier nanoClock, int replicas, int accountsMax) {
    if (replicas < 1) {
      throw new IllegalArgumentException("at least one replica: " + replicas);
    }
    this.nanoClock = nanoClock;
    this.replicas = replicas;
    this.buckets = new LatestAccounts<>(accountsMax);
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    return Future.succeededFuture(decide(accountId, limit));
  }

  private Admission decide(String accountId, RateLimit limit) {
    if (limit.isOff()) {
      return Admission.unlimited();
    }
    RateLimit share = limit.shareOf(replicas);
    synchronized (buckets) {
      long nowMicros = Math.floorDiv(nanoClock.getAsLong(), 1_000L);
      return buckets
          .computeIfAbsent(accountId, account -> new Bucket(nowMicros))
          .admit(share, nowMicros, Decider.LOCAL_BUCKET);
    }
  }
}
