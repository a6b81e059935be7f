package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a route. Source of the texts and defaults: answers of AWS, as recorded by its users.
 */
final class RouteRules implements ResourceRules {

  static final String TARGET_PREFIX = "integrations/";

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    Set<Read> reads = new HashSet<>();
    reads.add(new Read.OfResource(id.api()));
    target(id, change).ifPresent(integration -> reads.add(new Read.OfResource(integration)));
    return reads;
  }

  @Override
  public void admit(Candidate candidate) {
    Protocol protocol = candidate.protocol();
    candidate.checkProtocol(protocol);
    candidate.defaultTo("apiKeyRequired", false);
    candidate.defaultTo("authorizationType", "NONE");
    if (protocol == Protocol.WEBSOCKET) {
      checkWebSocket(candidate);
    }
    checkTarget(candidate);
  }

  private static void checkWebSocket(Candidate candidate) {
    boolean connect = "$connect".equals(candidate.text("routeKey"));
    if (!connect && candidate.members().containsKey("requestParameters")) {
      throw badRequest(
              "Request parameters are only supported for the $connect route in WEBSOCKET APIs")
          .about("requestParameters");
    }
    String authorization = candidate.text("authorizationType");
    if ("JWT".equals(authorization)) {
      throw invalid(
          "authorizationType", authorization, "NONE, AWS_IAM or CUSTOM for WEBSOCKET APIs");
    }
    if (!connect && !"NONE".equals(authorization)) {
      throw invalid(
          "authorizationType",
          authorization,
          "NONE for every route but $connect in WEBSOCKET APIs");
    }
    String responseSelection = candidate.text("routeResponseSelectionExpression");
    if (responseSelection != null && !responseSelection.equals("$default")) {
      throw invalid("routeResponseSelectionExpression", responseSelection, "$default");
    }
  }

  /**
   * An integration that a route names must be there, so that what refuses its deletion holds in
   * both directions.
   */
  private static void checkTarget(Candidate candidate) {
    Object asked = candidate.change().get("target");
    if (asked == null || asked.equals("")) {
      return;
    }
    ResourceId integration =
        target(candidate.id(), candidate.change())
            .orElseThrow(() -> invalid("target", asked, "integrations/{integrationId}"));
    if (candidate.snapshot().resource(integration).isEmpty()) {
      throw ServiceException.notFound(integration);
    }
  }

  private static Optional<ResourceId> target(ResourceId route, Map<String, Object> change) {
    return Optional.ofNullable((String) change.get("target"))
        .filter(
            target -> target.startsWith(TARGET_PREFIX) && target.length() > TARGET_PREFIX.length())
        .map(
            target ->
                route
                    .api()
                    .children(ResourceType.INTEGRATION)
                    .member(target.substring(TARGET_PREFIX.length())));
  }
}
