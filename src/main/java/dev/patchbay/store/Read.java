package dev.patchbay.store;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;

/**
 * Something that a decision wants to know, and that must not change before its writes are stored.
 */
public sealed interface Read {

  /** One resource. */
  record OfResource(ResourceId id) implements Read {}

  /** Which resources of a collection have a value in an indexed member. */
  record OfHolders(ResourceCollection collection, String member, String value) implements Read {}

  /** How many resources a collection has. */
  record OfSize(ResourceCollection collection) implements Read {}

  /** Everything that is in a collection; what is read grows with it. */
  record OfEntries(ResourceCollection collection) implements Read {}
}
