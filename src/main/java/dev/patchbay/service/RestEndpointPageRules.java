package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The rules of a page about an endpoint of a REST API, which is not looked up.
 *
 * @param arn the rule of its ARN
 */
record RestEndpointPageRules(ArnRules arn) implements ResourceRules {

  private static final String CONTENT = "displayContent";

  private static final String IDENTIFIER = "restEndpointIdentifier";

  @Override
  public ResourceRules of(Resource stored) {
    return new RestEndpointPageRules(arn.of(stored));
  }

  @Override
  public void validate(Draft draft) {
    arn.validate(draft);
    draft.defaultTo("tryItState", "DISABLED");
    draft.defaultTo(CONTENT, Map.of("none", Map.of()));
    draft.members().put("status", "AVAILABLE");
    draft.members().put(CONTENT, content(draft));
  }

  /** An answer always has an endpoint: that of the REST API, where the content has no other. */
  private Map<String, Object> content(Draft draft) {
    if (!(draft.members().get(IDENTIFIER) instanceof Map<?, ?> identifier)
        || !(identifier.get("identifierParts") instanceof Map<?, ?> parts)) {
      throw badRequest(IDENTIFIER + " must have identifierParts").about(IDENTIFIER);
    }
    Map<String, Object> content = new TreeMap<>();
    ((Map<?, ?>) Objects.requireNonNull(draft.members().get(CONTENT)))
        .forEach((name, value) -> content.put((String) name, value));
    content.put(
        "endpoint",
        "https://%s.execute-api.%s.amazonaws.com/%s"
            .formatted(
                parts.get("restApiId"),
                draft.before().map(arn::of).orElse(arn).region(),
                parts.get("stage")));
    return Collections.unmodifiableMap(content);
  }
}
