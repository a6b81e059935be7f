package dev.patchbay.store;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a collection remembers of one of its resources: enough to delete it without reading it.
 *
 * @param id the resource
 * @param indexed the values of its indexed members that are set
 */
public record Entry(ResourceId id, Map<String, String> indexed) {

  public Entry {
    indexed = Collections.unmodifiableMap(new LinkedHashMap<>(indexed));
  }

  public static Entry of(Resource resource) {
    Map<String, String> indexed = new LinkedHashMap<>();
    for (String member : resource.id().type().indexedMembers()) {
      String value = resource.text(member);
      if (value != null) {
        indexed.put(member, value);
      }
    }
    return new Entry(resource.id(), indexed);
  }
}
