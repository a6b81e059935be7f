package dev.patchbay.store.redis.topology;

import dev.patchbay.store.redis.connection.RedisMeter;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the reports of new masters and owners. */
record TopologyChanges(AtomicInteger count) implements RedisMeter {

  TopologyChanges() {
    this(new AtomicInteger());
  }

  @Override
  public void topologyChanged() {
    count.incrementAndGet();
  }
}
