package dev.patchbay.gateway.socket;

import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The latest messages of backends, so that a repeated request does not send one twice. Belongs to
 * one event loop.
 */
public final class RecentDeliveries {

  static final int DELIVERIES_MAX = Limit.GATEWAY_DELIVERIES.intValue();

  /** The SDKs repeat a request for less than 20 seconds in all. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Delivery(Future<Void> written, long begunNanos) {}

  private final LongSupplier nanoClock;
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

  public RecentDeliveries(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Sends a message unless it was sent before.
   *
   * @param id of the message, among all connections
   * @return completes when the message is written
   */
  Future<Void> once(String id, Supplier<Future<Void>> send) {
    forgetOld();
    Delivery known = deliveries.get(id);
    if (known != null) {
      return known.written;
    }
    Future<Void> written = send.get();
    deliveries.put(id, new Delivery(written, nanoClock.getAsLong()));
    return written;
  }

  boolean knows(String id) {
    return deliveries.containsKey(id);
  }

  private void forgetOld() {
    Iterator<Delivery> each = deliveries.values().iterator();
    while (each.hasNext()) {
      long ageNanos = nanoClock.getAsLong() - each.next().begunNanos;
      if (deliveries.size() < DELIVERIES_MAX && ageNanos <= KEPT_NANOS) {
        return;
      }
      each.remove();
    }
  }
}
