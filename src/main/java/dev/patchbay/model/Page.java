package dev.patchbay.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a collection in creation order.
 *
 * @param resources what is on the page, at most as many as asked for
 * @param lastPosition the position after which the next page starts; absent on the last page
 */
public record Page(List<Resource> resources, OptionalLong lastPosition) {

  public Page {
    resources = List.copyOf(resources);
  }
}
