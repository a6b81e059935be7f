package dev.patchbay.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of an integration that make its request. Maps keep their order.
 *
 * @param passthroughBehavior what becomes of a message that no template fits
 */
public record IntegrationRequest(
    Map<String, String> requestTemplates,
    @Nullable String templateSelectionExpression,
    PassthroughBehavior passthroughBehavior) {

  /** The words of API Gateway. */
  public enum PassthroughBehavior {
    WHEN_NO_MATCH,
    WHEN_NO_TEMPLATES,
    NEVER
  }

  public IntegrationRequest {
    requestTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(requestTemplates));
  }

  /** Whether a message passes through where no template fits it. */
  boolean passesThrough() {
    return switch (passthroughBehavior) {
      case WHEN_NO_MATCH -> true;
      case WHEN_NO_TEMPLATES -> requestTemplates.isEmpty();
      case NEVER -> false;
    };
  }
}
