package dev.patchbay.gateway.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The times at which a draining process closes its connections: random times of the delay, so that
 * the clients do not reconnect all at once. Belongs to one event loop.
 */
final class DrainSchedule<T> {

  private record Due<T>(T connection, long nanos) {}

  private final Deque<Due<T>> dues;

  /**
   * A schedule for the connections of this moment.
   *
   * @param begunNanos the earliest time
   * @param delayNanos the time until the last close; 0 for all at once
   */
  DrainSchedule(
      Collection<T> connections, long begunNanos, long delayNanos, RandomGenerator random) {
    List<Due<T>> drawn =
        connections.stream()
            .map(each -> new Due<>(each, delayNanos == 0 ? 0 : random.nextLong(delayNanos)))
            .sorted(Comparator.comparingLong(Due::nanos))
            .map(each -> new Due<>(each.connection, begunNanos + each.nanos))
            .toList();
    this.dues = new ArrayDeque<>(drawn);
  }

  /** Takes the connections that are due. */
  List<T> take(long nowNanos) {
    List<T> taken = new ArrayList<>();
    for (Due<T> first = dues.peek();
        first != null && nowNanos - first.nanos >= 0;
        first = dues.peek()) {
      taken.add(dues.remove().connection);
    }
    return taken;
  }
}
