package dev.patchbay.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choice of an integration.
 *
 * @param apiId null for any API
 * @param integrationId null for any integration
 */
public record IntegrationChoice(@Nullable String apiId, @Nullable String integrationId) {

  /** More identifiers in a message are not read. */
  private static final int SHOWN_MAX = 10;

  boolean includesApi(String id) {
    return apiId == null || apiId.equals(id);
  }

  boolean includesIntegration(String id) {
    return integrationId == null || integrationId.equals(id);
  }

  /**
   * The only integration of a list.
   *
   * @throws InputException where there is none, or more than one
   */
  public static TestedIntegration single(List<TestedIntegration> found) throws InputException {
    if (found.size() != 1) {
      List<String> ids = found.stream().map(TestedIntegration::id).limit(SHOWN_MAX).toList();
      throw new InputException(
          found.isEmpty()
              ? "there is no such integration"
              : "there are %d integrations; choose one with --api and --integration: %s%s"
                  .formatted(
                      found.size(),
                      String.join(", ", ids),
                      found.size() > SHOWN_MAX ? ", ..." : ""));
    }
    return found.get(0);
  }
}
