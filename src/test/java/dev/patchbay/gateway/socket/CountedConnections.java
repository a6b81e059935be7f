package dev.patchbay.gateway.socket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the events of connections. */
public final class CountedConnections implements ConnectionMeter {

  final AtomicInteger opened = new AtomicInteger();
  public final List<CloseCause> closed = new CopyOnWriteArrayList<>();
  final AtomicInteger received = new AtomicInteger();
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger waiting = new AtomicInteger();
  final AtomicInteger waitingMax = new AtomicInteger();
  final AtomicInteger slow = new AtomicInteger();

  @Override
  public void opened() {
    opened.incrementAndGet();
  }

  @Override
  public void closed(CloseCause cause) {
    closed.add(cause);
  }

  @Override
  public void received() {
    received.incrementAndGet();
  }

  @Override
  public void sent() {
    sent.incrementAndGet();
  }

  @Override
  public void waiting(int change) {
    int now = waiting.addAndGet(change);
    waitingMax.accumulateAndGet(now, Math::max);
  }

  @Override
  public void slow(int change) {
    slow.addAndGet(change);
  }
}
