package dev.patchbay.store;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import java.util.Optional;

/** One part of what a transition stores. */
public sealed interface Write {

  /**
   * Stores a resource.
   *
   * @param previous what the collection remembers of it now; empty for a new one
   */
  record Put(Optional<Entry> previous, Resource next) implements Write {}

  /** Deletes a resource. */
  record Remove(Entry entry) implements Write {}

  /**
   * Appends a change to the trail of the API that it is in, with the author of the call. The trail
   * of an API that is deleted is kept for a while, and goes on where the API comes back.
   */
  record Note(Change change) implements Write {}

  static Write create(Resource resource) {
    return new Put(Optional.empty(), resource);
  }

  static Write replace(Resource current, Resource next) {
    return new Put(Optional.of(Entry.of(current)), next);
  }
}
