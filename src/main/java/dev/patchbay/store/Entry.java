package dev.patchbay.store;

import dev.patchbay.model.IndexedValues;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Map;

/**
 * The entry of a resource in its collection: enough to delete the resource without reading it.
 *
 * @param id the resource
 * @param indexed the values of its indexed members that are set
 */
public record Entry(ResourceId id, IndexedValues indexed) {

  /** One value each of some members. */
  public Entry(ResourceId id, Map<String, String> indexed) {
    this(id, IndexedValues.of(indexed));
  }

  public static Entry of(Resource resource) {
    return new Entry(resource.id(), IndexedValues.of(resource.id().type(), resource.members()));
  }
}
