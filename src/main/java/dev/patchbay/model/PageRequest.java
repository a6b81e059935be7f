package dev.patchbay.model;

/**
 * Which part of a collection is asked for.
 *
 * @param afterId the page holds resources whose identifiers come after this one; empty for the
 *     first page
 * @param resourcesMax how many resources it holds at the most
 */
public record PageRequest(String afterId, int resourcesMax) {

  /**
   * What a request gets that does not say how much it wants. AWS's own number for v2 is not
   * published.
   */
  public static final int RESOURCES_DEFAULT = 100;

  /** The most that one request can ask for. */
  public static final int RESOURCES_MAX = Limit.PAGE_RESOURCES.intValue();
}
