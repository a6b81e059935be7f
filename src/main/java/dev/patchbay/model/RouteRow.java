package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LIST;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE_MAP;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

/** The rows of routes, which select integrations, and of route responses. */
final class RouteRow {

  private RouteRow() {}

  /** Routes of APIs. */
  static ResourceType under(
      ResourceType api, ResourceType integration, ResourceType model, ResourceType authorizer) {
    return ResourceType.named("Route", "routes")
        .under(api)
        .unique("routeKey")
        .references(
            Reference.of("target", integration)
                .behind(
                    "integrations/",
                    new Refusal(
                        ErrorCode.BAD_REQUEST,
                        "Unexpected or malformed target in route. Correct format should be integrations/<integration_id>."))
                .blocksDeletion(
                    new Refusal(
                        ErrorCode.CONFLICT,
                        "Cannot delete Integration because it is referenced by the following Routes with Ids: {referrers}")),
            AuthorizerRow.reference(authorizer),
            ModelRow.reference("requestModels", model, "route: {referrer.routeKey}"))
        .notFound("Invalid route identifier specified")
        .example(Example.of("routeKey", "$default").withFreeText("operationName"))
        .members(
            output("apiGatewayManaged"),
            input("apiKeyRequired", VALUE),
            input("authorizationScopes", LIST),
            input("authorizationType", REQUIRED_TEXT),
            input("authorizerId", TEXT),
            input("modelSelectionExpression", TEXT).onlyOn(WEBSOCKET),
            input("operationName", TEXT),
            input("requestModels", TEXT_MAP).onlyOn(WEBSOCKET),
            input("requestParameters", STRUCTURE_MAP).onlyOn(WEBSOCKET),
            output("routeId"),
            input("routeKey", REQUIRED_TEXT),
            input("routeResponseSelectionExpression", TEXT).onlyOn(WEBSOCKET),
            input("target", TEXT))
        .build();
  }

  /** The answers that a route allows. */
  static ResourceType response(ResourceType route, ResourceType model) {
    return ResourceType.named("RouteResponse", "routeresponses")
        .under(route)
        .generatedId(6, 7)
        .unique("routeResponseKey")
        .onlyOn(WEBSOCKET, "RouteResponses are currently not supported for this API protocol type.")
        .references(
            ModelRow.reference(
                "responseModels", model, "route response: {referrer.routeResponseKey}"))
        .example(
            Example.of("routeResponseKey", "$default").withFreeText("modelSelectionExpression"))
        .members(
            input("modelSelectionExpression", TEXT),
            input("responseModels", TEXT_MAP),
            input("responseParameters", STRUCTURE_MAP),
            output("routeResponseId"),
            input("routeResponseKey", REQUIRED_TEXT))
        .build();
  }
}
