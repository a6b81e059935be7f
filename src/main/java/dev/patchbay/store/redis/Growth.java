package dev.patchbay.store.redis;

import dev.patchbay.store.Snapshot;

/**
 * What creations do to the order of a collection.
 *
 * @param resources how many there will be more
 * @param lastPosition of the last one that is created
 */
record Growth(long resources, long lastPosition) {

  Growth plus(Growth more) {
    return new Growth(resources + more.resources(), Math.max(lastPosition, more.lastPosition()));
  }

  /** The end of the order as it will be. */
  Snapshot.Tail of(Snapshot.Tail before) {
    return new Snapshot.Tail(
        before.size() + resources, Math.max(before.lastPosition(), lastPosition));
  }
}
