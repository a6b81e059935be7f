package dev.patchbay.model;

import java.util.List;
import java.util.Optional;

/**
 * A part of a collection, in ascending order of identifiers.
 *
 * @param resources at most as many as requested, and about {@link Limit#PAGE_BYTES} at most
 * @param lastId the identifier after which the next page starts; absent on the last page
 */
public record Page(List<Resource> resources, Optional<String> lastId) {

  public Page {
    resources = List.copyOf(resources);
  }
}
