package dev.patchbay.model;

/**
 * The requested part of a collection.
 *
 * @param afterId the page holds resources with greater identifiers; empty for the first page
 * @param resourcesMax the maximum number of resources on the page
 */
public record PageRequest(String afterId, int resourcesMax) {

  /** The default of a request without maxResults. AWS does not publish its own for v2. */
  public static final int RESOURCES_DEFAULT = 100;

  /** The most that one request can ask for. */
  public static final int RESOURCES_MAX = Limit.PAGE_RESOURCES.intValue();
}
