package dev.patchbay.store;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;

/**
 * Something that a decision wants to know, and that must not change before its writes are stored.
 */
public sealed interface Read {

  /** The collection that it is about, or that the resource is in. */
  ResourceCollection collection();

  /** One resource. */
  record OfResource(ResourceId id) implements Read {

    @Override
    public ResourceCollection collection() {
      return id.collection();
    }
  }

  /** How many bytes the record of a resource has, 0 where there is none. */
  record OfLength(ResourceId id) implements Read {

    @Override
    public ResourceCollection collection() {
      return id.collection();
    }
  }

  /**
   * Which resources of a collection have a value in an indexed member: all, or any {@link
   * #OF_VALUE_MAX} of more.
   */
  record OfHolders(ResourceCollection collection, String member, String value) implements Read {

    /** With two of them a decision can tell that another resource has the value. */
    public static final int OF_VALUE_MAX = Limit.NAMED_REFERRERS.intValue();
  }

  /** How many resources a collection has. */
  record OfSize(ResourceCollection collection) implements Read {}

  /**
   * The entries of a collection, in ascending order of identifiers; its cost grows with the
   * collection.
   *
   * @param entriesMax the maximum number of entries
   */
  record OfEntries(ResourceCollection collection, int entriesMax) implements Read {

    /** Everything that is in the collection. */
    public OfEntries(ResourceCollection collection) {
      this(collection, Integer.MAX_VALUE);
    }
  }
}
