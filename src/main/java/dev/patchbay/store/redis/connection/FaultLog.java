package dev.patchbay.store.redis.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each kind of fault once and then its count, and never once for each request. Belongs to one
 * event loop.
 */
public final class FaultLog {

  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  /** Frequent enough to show whether a fault continues. */
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoClock;
  private final Map<RedisFault, Entry> entries = new EnumMap<>(RedisFault.class);

  public FaultLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Returns whether the fault was logged and not only counted. */
  boolean add(RedisFailure failure) {
    long now = nanoClock.getAsLong();
    Entry entry = entries.computeIfAbsent(failure.fault(), fault -> new Entry());
    entry.unlogged++;
    if (entry.logged && now - entry.loggedNanos < PERIOD_NANOS) {
      return false;
    }
    LOG.warn(
        "Redis: {}, failed calls: {}: {}", failure.fault(), entry.unlogged, failure.getMessage());
    entry.logged = true;
    entry.loggedNanos = now;
    entry.unlogged = 0;
    return true;
  }

  private static final class Entry {
    private boolean logged;
    private long loggedNanos;
    private long unlogged;
  }
}
