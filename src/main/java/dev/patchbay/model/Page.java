package dev.patchbay.model;

import java.util.List;
import java.util.Optional;

/**
 * A part of a collection, in ascending order of identifiers.
 *
 * @param resources what is on the page, at most as many as asked for, and at most about as many
 *     bytes as {@link Limit#PAGE_BYTES}
 * @param lastId the identifier after which the next page starts; absent on the last page
 */
public record Page(List<Resource> resources, Optional<String> lastId) {

  public Page {
    resources = List.copyOf(resources);
  }
}
