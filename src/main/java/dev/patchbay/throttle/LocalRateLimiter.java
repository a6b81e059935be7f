package dev.patchbay.throttle;

import dev.patchbay.model.LruMap;
import dev.patchbay.throttle.Admission.Decider;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts in this process alone. Exact for one process; of several, each admits its share. Never
 * fails. Safe for use by many threads: the event loops of a process share one limiter, because each
 * would admit the whole rate otherwise.
 */
public final class LocalRateLimiter implements RateLimiter {

  /**
   * Accounts come from the operator's credentials and are few. The limit bounds the memory to two
   * megabytes; an evicted account starts with a full bucket.
   */
  static final int ACCOUNTS_MAX = 10_000;

  private final LongSupplier nanoClock;
  private final int replicas;
  private final Map<String, TokenBucket> buckets;

  /**
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   * @param replicas the number of processes that share the limit, 1 or more
   */
  public LocalRateLimiter(LongSupplier nanoClock, int replicas) {
    this(nanoClock, replicas, ACCOUNTS_MAX);
  }

  LocalRateLimiter(LongSupplier nanoClock, int replicas, int accountsMax) {
    if (replicas < 1) {
      throw new IllegalArgumentException("at least one replica: " + replicas);
    }
    this.nanoClock = nanoClock;
    this.replicas = replicas;
    this.buckets = new LruMap<>(accountsMax);
  }

  @Override
  public Future<Admission> admit(String accountId, RateLimit limit) {
    return Future.succeededFuture(decide(accountId, limit));
  }

  /** Decides at once. */
  public Admission decide(String accountId, RateLimit limit) {
    if (limit.isOff()) {
      return Admission.unlimited();
    }
    RateLimit share = limit.shareOf(replicas);
    synchronized (buckets) {
      long nowMicros = Math.floorDiv(nanoClock.getAsLong(), 1_000L);
      return buckets
          .computeIfAbsent(accountId, account -> new TokenBucket(nowMicros))
          .admit(share, nowMicros, Decider.LOCAL_BUCKET);
    }
  }
}
