package dev.patchbay.server;

import dev.patchbay.store.redis.connection.RedisFault;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What requests have met in Redis of late. Safe to use from any thread. */
final class RedisState {

  /**
   * A call that ended in a fault.
   *
   * @param nanos when, by the clock
   */
  record LastFault(RedisFault fault, long nanos) {

    String label() {
      return fault.name().toLowerCase(Locale.ROOT);
    }
  }

  private final LongSupplier nanoClock;
  private final AtomicInteger circuitsOpen = new AtomicInteger();
  private volatile @Nullable LastFault lastFault;

  /**
   * Nothing has been met so far.
   *
   * @param nanoClock nanoseconds from any origin, such as {@code System::nanoTime}
   */
  RedisState(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  void failed(RedisFault fault) {
    lastFault = new LastFault(fault, nanoClock.getAsLong());
  }

  void circuit(boolean open) {
    circuitsOpen.addAndGet(open ? 1 : -1);
  }

  /** How many circuits are open, one for each server and event loop at most. */
  int circuitsOpen() {
    return circuitsOpen.get();
  }

  Optional<LastFault> lastFault() {
    return Optional.ofNullable(lastFault);
  }
}
