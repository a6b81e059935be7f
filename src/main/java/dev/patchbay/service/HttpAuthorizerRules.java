package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ShownValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules of an authorizer of an HTTP API that calls a function. Source of the texts: answers of
 * AWS.
 */
final class HttpAuthorizerRules {

  /** AWS keeps a decision for at most an hour. */
  private static final long TTL_SECONDS_MAX = 3600;

  private static final Pattern SOURCE =
      Pattern.compile(
          "\\$(?:request\\.(?:header|querystring)|context|stageVariables)\\.[a-zA-Z0-9._-]+");

  private HttpAuthorizerRules() {}

  static void check(Draft draft) {
    checkPayloadFormat(draft);
    checkTtl(draft);
    AuthorizerRules.identitySources(draft).forEach(source -> checkSource(source, SOURCE));
  }

  private static void checkPayloadFormat(Draft draft) {
    String version = draft.text("authorizerPayloadFormatVersion");
    if (version == null) {
      throw badRequest(
              "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer")
          .about("authorizerPayloadFormatVersion");
    }
    if (!List.of("1.0", "2.0").contains(version)) {
      throw badRequest(
              "AuthorizerPayloadFormatVersion " + ShownValue.cut(version) + " is not supported")
          .about("authorizerPayloadFormatVersion");
    }
    if (Boolean.TRUE.equals(draft.members().get("enableSimpleResponses"))
        && !version.equals("2.0")) {
      throw badRequest(
              "EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion \"2.0\".")
          .about("enableSimpleResponses");
    }
  }

  private static void checkTtl(Draft draft) {
    if (!(draft.members().get("authorizerResultTtlInSeconds") instanceof Number seconds)) {
      return;
    }
    if (!(seconds instanceof Long)
        || seconds.longValue() < 0
        || seconds.longValue() > TTL_SECONDS_MAX) {
      throw badRequest(
              "Authorizer result TTL outside allowable range. TTL must be between 0 and 3600"
                  + " seconds.")
          .about("authorizerResultTtlInSeconds");
    }
    if (seconds.longValue() > 0 && AuthorizerRules.identitySources(draft).isEmpty()) {
      throw badRequest(
              "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)")
          .about("identitySource");
    }
  }

  static void checkSource(String source, Pattern form) {
    if (!form.matcher(source).matches()) {
      throw badRequest(
              "Invalid identity source expression: "
                  + ShownValue.cut(source)
                  + ". The source must be a request header, request querystring, stage variable or"
                  + " context parameter")
          .about("identitySource");
    }
  }
}
