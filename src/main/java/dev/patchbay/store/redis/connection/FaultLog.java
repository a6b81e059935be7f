package dev.patchbay.store.redis.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each kind of fault once and then how often it was, never once a request. One event loop. */
public final class FaultLog {

  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  /** Often enough to see whether it goes on. */
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoClock;
  private final Map<RedisFault, Entry> entries = new EnumMap<>(RedisFault.class);

  public FaultLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Returns whether it was logged and not only counted. */
  boolean add(RedisFailure failure) {
    long now = nanoClock.getAsLong();
    Entry entry = entries.computeIfAbsent(failure.fault(), fault -> new Entry());
    entry.silent++;
    if (entry.logged && now - entry.loggedNanos < PERIOD_NANOS) {
      return false;
    }
    LOG.warn(
        "Redis: {}, failed calls: {}: {}", failure.fault(), entry.silent, failure.getMessage());
    entry.logged = true;
    entry.loggedNanos = now;
    entry.silent = 0;
    return true;
  }

  private static final class Entry {
    private boolean logged;
    private long loggedNanos;
    private long silent;
  }
}
