package dev.patchbay.server;

import dev.patchbay.store.redis.connection.RedisFault;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The open circuit breakers and the last fault of Redis. Safe for use by many threads. */
final class RedisState {

  /**
   * A call that ended in a fault.
   *
   * @param nanos the time of the clock
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
   * A state without faults.
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

  /** Returns the number of open circuit breakers, one for each server and event loop at most. */
  int circuitsOpen() {
    return circuitsOpen.get();
  }

  Optional<LastFault> lastFault() {
    return Optional.ofNullable(lastFault);
  }
}
