package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.Map;
import java.util.Optional;

/**
 * The values on which a decision is made.
 *
 * @param uncommitted whether some of it is not stored yet, and may never be
 * @param found for each read the value for a Snapshot, or the exception of a record that cannot be
 *     read
 */
record ReadValues(Map<Read, Object> found, boolean uncommitted) {

  /** Throws the exception of the first record that cannot be read, if there is one. */
  Snapshot snapshot() {
    for (Object value : found.values()) {
      if (value instanceof ServiceException unreadable) {
        throw unreadable;
      }
    }
    return new Snapshot(found);
  }

  boolean hasAbsentResource() {
    return found.containsValue(Optional.empty());
  }
}
