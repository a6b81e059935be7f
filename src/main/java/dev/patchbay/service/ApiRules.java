package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of an API. Source of the defaults: answers of AWS, as recorded by the users of its
 * SDKs.
 *
 * @param region the region in the endpoint's host name
 */
record ApiRules(String region) implements ResourceRules {

  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(?:wss|https)://[a-z0-9]+\\.execute-api\\.([a-z0-9-]{1,32})\\.amazonaws\\.com");

  private static final String HTTP_ROUTE_SELECTION = "$request.method $request.path";

  /** Both spellings of the two expressions that API Gateway supports. */
  private static final Set<String> API_KEY_SELECTIONS =
      Set.of(
          "$request.header.x-api-key",
          "${request.header.x-api-key}",
          "$context.authorizer.usageIdentifierKey",
          "${context.authorizer.usageIdentifierKey}");

  /** An API keeps its endpoint when the region of the service is changed. */
  @Override
  public ResourceRules of(Resource stored) {
    Matcher endpoint = ENDPOINT.matcher(String.valueOf(stored.members().get("apiEndpoint")));
    if (!endpoint.matches()) {
      throw badRequest("apiEndpoint is not that of an API");
    }
    return new ApiRules(Objects.requireNonNull(endpoint.group(1)));
  }

  @Override
  public void validate(Draft draft) {
    Protocol protocol = Protocol.of(draft.members());
    draft.checkProtocol(protocol);
    takeQuickCreation(draft);
    checkSelectionExpressions(draft, protocol);
    checkCors(draft);
    if (draft.isNew()) {
      String scheme = protocol == Protocol.WEBSOCKET ? "wss" : "https";
      draft
          .members()
          .put(
              "apiEndpoint",
              "%s://%s.execute-api.%s.amazonaws.com".formatted(scheme, draft.id().value(), region));
    }
    draft.defaultTo("apiKeySelectionExpression", "$request.header.x-api-key");
    draft.defaultTo("disableExecuteApiEndpoint", false);
    draft.defaultTo("ipAddressType", "ipv4");
  }

  /** Removes the members of a quick creation, which are stored in the resources that it makes. */
  private static void takeQuickCreation(Draft draft) {
    boolean isAlone = draft.isNew() && !draft.members().containsKey(QuickCreate.TARGET);
    for (String member : QuickCreate.MEMBERS) {
      if (draft.members().remove(member) != null && isAlone) {
        throw badRequest(member + " is only supported together with a target").about(member);
      }
    }
  }

  private static void checkCors(Draft draft) {
    if (draft.change().get("corsConfiguration") instanceof Map<?, ?> cors
        && Boolean.TRUE.equals(cors.get("allowCredentials"))
        && cors.get("allowOrigins") instanceof List<?> origins
        && origins.contains("*")) {
      throw badRequest("allow-credentials is not supported if 'allow-origin' is *")
          .about("corsConfiguration");
    }
  }

  private static void checkSelectionExpressions(Draft draft, Protocol protocol) {
    String routeSelection = draft.text("routeSelectionExpression");
    if (protocol == Protocol.HTTP) {
      if (routeSelection != null
          && !routeSelection.replaceAll("[{}]", "").equals(HTTP_ROUTE_SELECTION)) {
        throw badRequest(
                "Route selection expression is currently limited to \"${request.method}"
                    + " ${request.path}\"")
            .about("routeSelectionExpression");
      }
      draft.defaultTo("routeSelectionExpression", HTTP_ROUTE_SELECTION);
    } else if (routeSelection == null) {
      throw badRequest("Invalid routeSelectionExpression").about("routeSelectionExpression");
    }
    String apiKeySelection = draft.text("apiKeySelectionExpression");
    if (apiKeySelection != null && !API_KEY_SELECTIONS.contains(apiKeySelection)) {
      throw invalid(
          "apiKeySelectionExpression",
          apiKeySelection,
          "$request.header.x-api-key or $context.authorizer.usageIdentifierKey");
    }
  }
}
