package dev.patchbay.wire;

import dev.patchbay.model.PageRequest;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import org.jspecify.annotations.Nullable;

/** The query parameters of GetAll, both of them strings in the AWS model. */
public final class PageParameters {

  private PageParameters() {}

  /**
   * Reads the two parameters, decoded; absent and empty are the same.
   *
   * @throws ServiceException BAD_REQUEST that names the parameter which is wrong
   */
  public static PageRequest parse(
      ResourceCollection collection, @Nullable String maxResults, @Nullable String nextToken) {
    int resourcesMax =
        maxResults == null || maxResults.isEmpty()
            ? PageRequest.RESOURCES_DEFAULT
            : count(maxResults);
    long afterPosition =
        nextToken == null || nextToken.isEmpty() ? 0 : PageToken.decode(collection, nextToken);
    return new PageRequest(afterPosition, resourcesMax);
  }

  private static int count(String maxResults) {
    if (maxResults.length() <= 3 && maxResults.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int count = Integer.parseInt(maxResults);
      if (count >= 1 && count <= PageRequest.RESOURCES_MAX) {
        return count;
      }
    }
    throw ServiceException.invalid(
        "maxResults", maxResults, "a whole number from 1 to " + PageRequest.RESOURCES_MAX);
  }
}
