package dev.patchbay.evaluation;

import dev.patchbay.model.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of an integration response that decide its effect. Maps keep their order.
 *
 * @param id its identifier, or another name where it is not stored
 */
public record IntegrationResponse(
    String id,
    String key,
    @Nullable String contentHandlingStrategy,
    Map<String, String> responseParameters,
    Map<String, String> responseTemplates,
    @Nullable String templateSelectionExpression) {

  /** The key that matches where no other does. */
  public static final String DEFAULT_KEY = "$default";

  public IntegrationResponse {
    responseParameters = Collections.unmodifiableMap(new LinkedHashMap<>(responseParameters));
    responseTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(responseTemplates));
  }

  public static IntegrationResponse of(Resource resource) {
    return of(resource.id().value(), resource.members());
  }

  /** From members by their names on the wire. */
  public static IntegrationResponse of(String id, Map<String, Object> members) {
    return new IntegrationResponse(
        id,
        MemberTexts.text(members, "integrationResponseKey", ""),
        MemberTexts.emptyAsNull(members, "contentHandlingStrategy"),
        MemberTexts.texts(members, "responseParameters"),
        MemberTexts.texts(members, "responseTemplates"),
        MemberTexts.emptyAsNull(members, "templateSelectionExpression"));
  }
}
