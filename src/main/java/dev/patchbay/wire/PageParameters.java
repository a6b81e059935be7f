package dev.patchbay.wire;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of GetAll, both of them strings in the AWS model, and of change logs. */
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
            : count(maxResults, collection.type().list().resourcesMax());
    String afterId =
        nextToken == null || nextToken.isEmpty() ? "" : PageToken.decode(collection, nextToken);
    return new PageRequest(afterId, resourcesMax);
  }

  /**
   * Reads the parameters of a change log, decoded; absent and empty are the same. A {@code
   * nextToken} stands above {@code after}, which callers send again with it.
   *
   * @throws ServiceException BAD_REQUEST that names the parameter which is wrong
   */
  public static ChangesRequest parse(ResourceId api, Map<String, String> query) {
    int changesMax =
        query.getOrDefault("maxResults", "").isEmpty()
            ? PageRequest.RESOURCES_DEFAULT
            : count(query.getOrDefault("maxResults", ""), PageRequest.RESOURCES_MAX);
    String name = query.getOrDefault("nextToken", "").isEmpty() ? "after" : "nextToken";
    String after = query.getOrDefault(name, "");
    return new ChangesRequest(
        api, after.isEmpty() ? ChangeId.ZERO : changeId(name, after), changesMax);
  }

  /**
   * Reads the identifier of a change.
   *
   * @param name of the parameter or header that holds it
   * @throws ServiceException BAD_REQUEST
   */
  public static ChangeId changeId(String name, String text) {
    return ChangeId.parse(text)
        .orElseThrow(() -> ServiceException.invalid(name, text, "the changeId of a change"));
  }

  private static int count(String maxResults, int most) {
    if (maxResults.length() <= 3 && maxResults.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int count = Integer.parseInt(maxResults);
      if (count >= 1 && count <= most) {
        return count;
      }
    }
    throw ServiceException.invalid("maxResults", maxResults, "a whole number from 1 to " + most);
  }
}
