package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an authorizer that checks JSON Web Tokens; the issuer is never called. Source of the
 * texts: answers of AWS, as far as they are known.
 */
final class JwtAuthorizerRules {

  private static final Pattern SOURCE =
      Pattern.compile("\\$request\\.(?:header|querystring)\\.[a-zA-Z0-9._-]+");

  private static final List<String> MEMBERS_OF_FUNCTIONS =
      List.of("authorizerUri", "authorizerCredentialsArn");

  private JwtAuthorizerRules() {}

  static void check(Draft draft) {
    for (String member : MEMBERS_OF_FUNCTIONS) {
      if (draft.members().containsKey(member)) {
        throw badRequest(
                Character.toUpperCase(member.charAt(0))
                    + member.substring(1)
                    + " cannot be set for JWT Authorizer")
            .about(member);
      }
    }
    if (!(draft.members().get("jwtConfiguration") instanceof Map<?, ?> configuration)) {
      throw badRequest("JwtConfiguration must not be null for JWT Authorizer")
          .about("jwtConfiguration");
    }
    if (!isHttps(configuration.get("issuer"))) {
      throw badRequest("Invalid issuer: Issuer is not a valid URL for JWT Authorizer")
          .about("jwtConfiguration");
    }
    if (!(configuration.get("audience") instanceof List<?> audience) || audience.isEmpty()) {
      throw badRequest("Audience must not be empty for JWT Authorizer").about("jwtConfiguration");
    }
    List<String> sources = AuthorizerRules.identitySources(draft);
    if (sources.size() != 1) {
      throw badRequest("JWT Authorizer must have exactly one identity source")
          .about("identitySource");
    }
    HttpAuthorizerRules.checkSource(sources.get(0), SOURCE);
  }

  private static boolean isHttps(@Nullable Object issuer) {
    try {
      URI uri = new URI(String.valueOf(issuer));
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
