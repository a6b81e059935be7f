package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ShownValue;
import dev.patchbay.store.Read;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of an authorizer, in the order in which AWS checks them. Source of the texts: answers
 * of AWS.
 */
final class AuthorizerRules implements ResourceRules {

  private static final String JWT = "JWT";

  private static final String REQUEST = "REQUEST";

  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:[a-z0-9-]+:apigateway:[a-z0-9-]+:lambda:path/[0-9-]+/functions/.+/invocations");

  private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]*:role/.+");

  private static final Pattern WEBSOCKET_SOURCE =
      Pattern.compile(
          "(?:route\\.request\\.(?:querystring|header)|stageVariables|context)\\.[a-zA-Z0-9._-]+");

  @Override
  public Set<Read> reads(ResourceId id, Map<String, Object> change) {
    return Set.of(new Read.OfResource(id.root()));
  }

  @Override
  public void validate(Draft draft) {
    Protocol protocol = draft.protocol();
    checkType(draft, protocol);
    if (protocol == Protocol.WEBSOCKET) {
      checkPayloadFormatIsAbsent(draft);
    }
    draft.checkProtocol(protocol);
    if (List.of("").equals(draft.members().get("identitySource"))) {
      draft.members().remove("identitySource"); // AWS takes a list of one empty source as none.
    }
    if (protocol == Protocol.HTTP && JWT.equals(draft.text("authorizerType"))) {
      JwtAuthorizerRules.check(draft);
      return;
    }
    checkUri(draft);
    if (protocol == Protocol.WEBSOCKET) {
      identitySources(draft).forEach(AuthorizerRules::checkSource);
    }
    checkCredentials(draft);
    checkValidationExpression(draft);
    if (protocol == Protocol.HTTP) {
      HttpAuthorizerRules.check(draft);
    }
  }

  private static void checkType(Draft draft, Protocol protocol) {
    String type = String.valueOf(draft.text("authorizerType"));
    boolean webSocket = protocol == Protocol.WEBSOCKET;
    if (!type.equals(REQUEST) && (webSocket || !type.equals(JWT))) {
      throw badRequest(
              "Invalid authorizer type. Only %s authorizer type is supported on %s protocol Apis."
                  .formatted(webSocket ? REQUEST : JWT, protocol))
          .about("authorizerType");
    }
    draft
        .before()
        .filter(before -> !type.equals(before.text("authorizerType")))
        .ifPresent(
            before -> {
              throw badRequest("The type of an authorizer cannot be changed.")
                  .about("authorizerType");
            });
  }

  /** An empty version is refused in a creation and has no effect in an update. */
  private static void checkPayloadFormatIsAbsent(Draft draft) {
    Object version = draft.change().get("authorizerPayloadFormatVersion");
    if (version != null && (draft.isNew() || !version.equals(""))) {
      throw badRequest("AuthorizerPayloadFormatVersion cannot be set for WEBSOCKET protocol Apis.")
          .about("authorizerPayloadFormatVersion");
    }
  }

  private static void checkUri(Draft draft) {
    String uri = draft.text("authorizerUri");
    if (uri == null) {
      throw badRequest("AuthorizerUri is a required field in an Authorizer").about("authorizerUri");
    }
    if (!FUNCTION.matcher(uri).matches()) {
      throw badRequest("Invalid authorizer URI").about("authorizerUri");
    }
  }

  static List<String> identitySources(Draft draft) {
    return draft.members().get("identitySource") instanceof List<?> sources
        ? sources.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static void checkSource(String source) {
    if (!WEBSOCKET_SOURCE.matcher(source).matches()) {
      throw badRequest(
              "Invalid request identity source expression: "
                  + ShownValue.cut(source)
                  + ". The sources must be separated by comma, and each source must be either a"
                  + " request parameter, matching"
                  + " 'route.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable,"
                  + " matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching"
                  + " 'context.[a-zA-Z0-9._-]+'")
          .about("identitySource");
    }
  }

  private static void checkCredentials(Draft draft) {
    String role = draft.text("authorizerCredentialsArn");
    if (role != null && !ROLE.matcher(role).matches()) {
      throw badRequest("Invalid role ARN").about("authorizerCredentialsArn");
    }
  }

  /** The expression is compiled and never run; 1024 characters take microseconds. */
  private static void checkValidationExpression(Draft draft) {
    if (!(draft.change().get("identityValidationExpression") instanceof String expression)) {
      return;
    }
    if (expression.isEmpty() && draft.isNew()) {
      throw badRequest("IdentityValidationExpression must not be empty.")
          .about("identityValidationExpression");
    }
    try {
      Pattern unused = Pattern.compile(expression);
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw badRequest("Invalid validation expression: " + ShownValue.cut(expression))
          .about("identityValidationExpression");
    }
  }
}
