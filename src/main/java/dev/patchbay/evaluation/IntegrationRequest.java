package dev.patchbay.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of an integration that make its request. Maps keep their order.
 *
 * @param passthroughBehavior whether a message that no template fits is passed through or refused
 * @param requestParameters where the headers, query and path of the request come from
 */
public record IntegrationRequest(
    Map<String, String> requestTemplates,
    @Nullable String templateSelectionExpression,
    PassthroughBehavior passthroughBehavior,
    Map<String, String> requestParameters) {

  /** The words of API Gateway. */
  public enum PassthroughBehavior {
    WHEN_NO_MATCH,
    WHEN_NO_TEMPLATES,
    NEVER
  }

  public IntegrationRequest {
    requestTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(requestTemplates));
    requestParameters = Collections.unmodifiableMap(new LinkedHashMap<>(requestParameters));
  }

  /** From members by their names on the wire; a message passes through a proxy as it is. */
  public static IntegrationRequest of(Map<String, Object> members) {
    Map<String, String> parameters = MemberTexts.texts(members, "requestParameters");
    if (MemberTexts.text(members, "integrationType", "").endsWith("_PROXY")) {
      return new IntegrationRequest(Map.of(), null, PassthroughBehavior.WHEN_NO_MATCH, parameters);
    }
    return new IntegrationRequest(
        MemberTexts.texts(members, "requestTemplates"),
        MemberTexts.emptyAsNull(members, "templateSelectionExpression"),
        PassthroughBehavior.valueOf(
            MemberTexts.text(members, "passthroughBehavior", "WHEN_NO_MATCH")),
        parameters);
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
