package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of a portal, which is stored and never rendered.
 *
 * @param arn the rule of its ARN
 * @param written the members of a portal of an export that operations beside the lifecycle have
 *     written
 */
record PortalRules(ArnRules arn, Map<String, Object> written) implements ResourceRules {

  private static final String ENDPOINT = "endpointConfiguration";

  PortalRules(ArnRules arn) {
    this(arn, Map.of());
  }

  @Override
  public ResourceRules of(Resource stored) {
    return new PortalRules(arn.of(stored), PortalOperations.written(stored.members()));
  }

  @Override
  public void validate(Draft draft) {
    arn.validate(draft);
    draft.members().putAll(written);
    draft.defaultTo("includedPortalProductArns", List.of());
    draft.defaultTo(PortalOperations.STATUS, PortalOperations.DISABLED);
    if (draft.isNew() || draft.change().containsKey(ENDPOINT)) {
      draft.members().put(ENDPOINT, endpoint(draft));
    }
  }

  private Map<String, Object> endpoint(Draft draft) {
    if (!(draft.members().get(ENDPOINT) instanceof Map<?, ?> chosen)) {
      throw badRequest(ENDPOINT + " must have one of none and acmManaged").about(ENDPOINT);
    }
    Map<String, Object> endpoint = new TreeMap<>();
    chosen.forEach((name, value) -> endpoint.put((String) name, value));
    String region = draft.before().map(arn::of).orElse(arn).region();
    endpoint.put(
        "portalDefaultDomainName",
        "%s.execute-api.%s.amazonaws.com".formatted(draft.id().value(), region));
    endpoint.put("portalDomainHostedZoneId", DomainNameEndpoint.hostedZone(region));
    return Collections.unmodifiableMap(endpoint);
  }
}
