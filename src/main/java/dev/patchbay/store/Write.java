package dev.patchbay.store;

import dev.patchbay.model.Change;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Optional;

/** One write of a transition. */
public sealed interface Write {

  /** Returns the resource that it is about. */
  ResourceId resource();

  /**
   * Stores a resource.
   *
   * @param previous its entry in the collection now; empty for a new one
   */
  record Put(Optional<Entry> previous, Resource next) implements Write {
    @Override
    public ResourceId resource() {
      return next.id();
    }
  }

  /** Deletes a resource without children, or one whose children are deleted with it. */
  record Remove(Entry entry) implements Write {
    @Override
    public ResourceId resource() {
      return entry.id();
    }
  }

  /**
   * Deletes a resource and everything below it, whatever its size. Once this is stored, resources
   * below are not found, listed or counted, and no write that has read one of them is stored. The
   * store deletes their data later; until then a create with the identifier of a deleted resource
   * fails with CONFLICT.
   */
  record RemoveTree(Entry entry) implements Write {
    @Override
    public ResourceId resource() {
      return entry.id();
    }
  }

  /**
   * Appends a change to the change log of the root that it is in, with the author of the call. The
   * change log of a deleted root is kept for a while, and continues if the root is restored.
   */
  record AppendChange(Change change) implements Write {
    @Override
    public ResourceId resource() {
      return change.resource();
    }
  }

  static Write create(Resource resource) {
    return new Put(Optional.empty(), resource);
  }

  static Write replace(Resource current, Resource next) {
    return new Put(Optional.of(Entry.of(current)), next);
  }
}
