package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a route. Source of the texts and defaults: answers of AWS, as recorded by its users.
 *
 * @param authorizer the type of authorizers
 */
record RouteRules(ResourceType authorizer) implements ResourceRules {

  private static final String NO_JWT_AUTHORIZER =
      "Setting the authorization type to JWT requires a valid JWT authorizer.";

  private static final String NO_AUTHORIZER =
      "Setting the authorization type to CUSTOM requires a valid authorizer.";

  private static final Set<String> AUTHORIZATION_MEMBERS =
      Set.of("authorizationScopes", "authorizationType", "authorizerId");

  private static final Pattern HTTP_ROUTE_KEY =
      Pattern.compile("(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (/.*)");

  private static final Pattern HTTP_PATH_PART =
      Pattern.compile("\\{[\\w.:-]+\\+?\\}|[a-zA-Z0-9.:_-]+");

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.root()));
  }

  @Override
  public Set<Read> furtherReads(Draft draft) {
    return authorizerOf(draft).<Set<Read>>map(Set::of).orElse(Set.of());
  }

  /** Returns the read of the authorizer that a change of the authorization names. */
  private Optional<Read.OfResource> authorizerOf(Draft draft) {
    String named = draft.text("authorizerId");
    return named == null || Collections.disjoint(draft.change().keySet(), AUTHORIZATION_MEMBERS)
        ? Optional.empty()
        : Optional.of(new Read.OfResource(draft.id().root().children(authorizer).member(named)));
  }

  @Override
  public void validate(Draft draft) {
    Protocol protocol = draft.protocol();
    draft.checkProtocol(protocol);
    draft.defaultTo("apiKeyRequired", false);
    draft.defaultTo("authorizationType", "NONE");
    if (protocol == Protocol.WEBSOCKET) {
      checkWebSocket(draft);
    } else {
      checkHttp(draft);
    }
    checkAuthorization(draft);
  }

  private static void checkWebSocket(Draft draft) {
    boolean connect = "$connect".equals(draft.text("routeKey"));
    if (!connect && draft.members().containsKey("requestParameters")) {
      throw badRequest(
              "Request parameters are only supported for the $connect route in WEBSOCKET APIs")
          .about("requestParameters");
    }
    String authorization = draft.text("authorizationType");
    if ("JWT".equals(authorization)) {
      throw badRequest(NO_JWT_AUTHORIZER).about("authorizationType");
    }
    if (!connect && !"NONE".equals(authorization)) {
      throw badRequest("Currently, authorization is restricted to the $connect route only")
          .about("authorizationType");
    }
    String responseSelection = draft.text("routeResponseSelectionExpression");
    if (responseSelection != null && !responseSelection.equals("$default")) {
      throw invalid("routeResponseSelectionExpression", responseSelection, "$default");
    }
  }

  private static void checkHttp(Draft draft) {
    if (Boolean.TRUE.equals(draft.change().get("apiKeyRequired"))) {
      throw badRequest("ApiKeyRequired is not currently supported for HTTP APIs.")
          .about("apiKeyRequired");
    }
    String routeKey = (String) draft.change().get("routeKey");
    if (routeKey == null || routeKey.equals("$default")) {
      return;
    }
    Matcher form = HTTP_ROUTE_KEY.matcher(routeKey);
    if (!form.matches()) {
      throw badRequest(
              "The provided route key is not formatted properly for HTTP protocol. Format should be"
                  + " \"[HTTP METHOD] /[RESOURCE PATH]\" or \"$default\"")
          .about("routeKey");
    }
    for (String part : Objects.requireNonNull(form.group(1)).split("/", -1)) {
      if (!part.isEmpty() && !HTTP_PATH_PART.matcher(part).matches()) {
        throw badRequest(
                "One or more path parts appear to be invalid. Parts are validated against this"
                    + " regular expression: ^("
                    + HTTP_PATH_PART
                    + ")$")
            .about("routeKey");
      }
    }
  }

  /** Checks the members that a type of authorization needs and allows. */
  private void checkAuthorization(Draft draft) {
    String type = draft.text("authorizationType");
    if ("NONE".equals(type) || "AWS_IAM".equals(type)) {
      draft.members().remove("authorizerId"); // AWS ignores the member.
    }
    if (Collections.disjoint(draft.change().keySet(), AUTHORIZATION_MEMBERS)) {
      return; // A route of an earlier version stays as it is until its authorization is changed.
    }
    if ("CUSTOM".equals(type) && !hasAuthorizer(draft, "REQUEST")) {
      throw badRequest(NO_AUTHORIZER).about("authorizerId");
    }
    if ("JWT".equals(type) && !hasAuthorizer(draft, "JWT")) {
      throw badRequest(NO_JWT_AUTHORIZER).about("authorizerId");
    }
    if (!"JWT".equals(type) && draft.members().containsKey("authorizationScopes")) {
      throw badRequest(
              "Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization"
                  + " type")
          .about("authorizationScopes");
    }
  }

  private boolean hasAuthorizer(Draft draft, String type) {
    return authorizerOf(draft)
        .flatMap(read -> draft.snapshot().resource(read.id()))
        .filter(each -> type.equals(each.text("authorizerType")))
        .isPresent();
  }
}
