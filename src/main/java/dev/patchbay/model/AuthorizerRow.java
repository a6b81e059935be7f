package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.HTTP;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LIST;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.VALUE;

/** The row of authorizers, which routes name by their identifiers. */
final class AuthorizerRow {

  /** AWS: at most ten authorizers of an API. */
  private static final int AUTHORIZERS_MAX = 10;

  private AuthorizerRow() {}

  static ResourceType under(ResourceType api) {
    return ResourceType.named("Authorizer", "authorizers")
        .under(api)
        .generatedId(6)
        .unique("name")
        .alreadyExists("Authorizer with name {key} already exists for this API")
        .quota(Quota.of(AUTHORIZERS_MAX))
        .example(
            Example.of(
                "name",
                "contract",
                "authorizerType",
                "REQUEST",
                "authorizerUri",
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions"
                    + "/arn:aws:lambda:us-east-1:000000000000:function:auth/invocations"))
        .members(
            input("authorizerCredentialsArn", TEXT),
            output("authorizerId"),
            input("authorizerPayloadFormatVersion", TEXT),
            onHttpApis(input("authorizerResultTtlInSeconds", VALUE)),
            input("authorizerType", REQUIRED_TEXT),
            input("authorizerUri", TEXT),
            onHttpApis(input("enableSimpleResponses", VALUE)),
            input("identitySource", LIST),
            input("identityValidationExpression", TEXT),
            onHttpApis(input("jwtConfiguration", STRUCTURE)),
            input("name", REQUIRED_TEXT))
        .build();
  }

  private static Member onHttpApis(Member member) {
    String name = Character.toUpperCase(member.name().charAt(0)) + member.name().substring(1);
    String text = name + " cannot be set for WEBSOCKET protocol Apis.";
    return member.onlyOn(HTTP, text, text);
  }

  /** The authorizer of a route; the refusal depends on the authorization type of the route. */
  static Reference reference(ResourceType authorizer) {
    return Reference.of("authorizerId", authorizer)
        .blocksDeletion(
            new Refusal(
                ErrorCode.CONFLICT,
                "Cannot delete authorizer '{name}', is referenced in route: {referrer.routeKey}"));
  }
}
