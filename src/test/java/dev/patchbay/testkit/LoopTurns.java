package dev.patchbay.testkit;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The longest turns of event loops, in the time that their threads spend on a processor: neither
 * other work of the machine nor pauses of the JVM count.
 */
public final class LoopTurns {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final AtomicLong longestNanos = new AtomicLong();

  /** Measures all event loops from now on. */
  public LoopTurns(Vertx vertx) {
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      AtomicLong before = new AtomicLong(Long.MAX_VALUE);
      // A timer that is always due fires after each turn.
      Future<?> unused =
          loop.scheduleAtFixedRate(
              () -> {
                long now = THREADS.getCurrentThreadCpuTime();
                longestNanos.accumulateAndGet(now - before.getAndSet(now), Math::max);
              },
              0,
              1,
              TimeUnit.MILLISECONDS);
    }
  }

  /** The longest turn since the last call, in milliseconds. */
  public long longestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longestNanos.getAndSet(0));
  }
}
