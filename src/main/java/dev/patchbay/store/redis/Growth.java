package dev.patchbay.store.redis;

import dev.patchbay.store.Snapshot;

/**
 * What changes do to the order of a collection. A last resource that is deleted among them keeps
 * its position, for who is before it is not known.
 *
 * @param resources how many there will be more; negative for less
 * @param lastPosition the highest that is taken; 0 for none
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
