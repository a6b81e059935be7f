package dev.patchbay.provider;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The faults that a {@link TcpProxy} injects into its connections. Safe for all threads. */
final class TcpFaults {

  private final AtomicLong requestBytesLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong replyBytesLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicReference<Runnable> afterCut = new AtomicReference<>(() -> {});
  private volatile long delayMillis;
  private volatile Predicate<InetAddress> dropping = source -> false;

  /** Returns the bytes that are still forwarded to the server, on all connections together. */
  AtomicLong requestBytesLeft() {
    return requestBytesLeft;
  }

  /** Returns the bytes that are still forwarded from the server, on all connections together. */
  AtomicLong replyBytesLeft() {
    return replyBytesLeft;
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  long delayMillis() {
    return delayMillis;
  }

  /** Drops all bytes on the connections of these clients. */
  void drop(Predicate<InetAddress> sources) {
    dropping = sources;
  }

  boolean isDropped(InetAddress source) {
    return dropping.test(source);
  }

  void afterNextCut(Runnable action) {
    afterCut.set(action);
  }

  void runAfterCut() {
    afterCut.getAndSet(() -> {}).run();
  }

  /** Ends all faults. */
  void heal() {
    delayMillis = 0;
    requestBytesLeft.set(Long.MAX_VALUE);
    replyBytesLeft.set(Long.MAX_VALUE);
    dropping = source -> false;
  }
}
