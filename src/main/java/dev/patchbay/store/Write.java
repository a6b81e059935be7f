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

  /** Deletes a resource below which there is nothing, or nothing that is not deleted with it. */
  record Remove(Entry entry) implements Write {}

  /**
   * Deletes a resource and everything below it, whatever its size. What lies below is not found,
   * listed or counted any more once this is stored, and no write that has read any of it is stored;
   * the store may take a while to forget it. A resource with the identifier of a deleted one cannot
   * be created before that: CONFLICT.
   */
  record RemoveTree(Entry entry) implements Write {}

  /**
   * Appends a change to the change log of the root that it is in, with the author of the call. The
   * change log of a root that is deleted is kept for a while, and goes on where the root comes
   * back.
   */
  record Note(Change change) implements Write {}

  static Write create(Resource resource) {
    return new Put(Optional.empty(), resource);
  }

  static Write replace(Resource current, Resource next) {
    return new Put(Optional.of(Entry.of(current)), next);
  }
}
