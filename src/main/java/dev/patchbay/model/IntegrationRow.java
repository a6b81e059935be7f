package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.HTTP;
import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.TEMPLATE_MAP;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.TEXT_MAP_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

/** The rows of integrations, which are the backends of an API, and of integration responses. */
final class IntegrationRow {

  private IntegrationRow() {}

  /** Integrations of APIs. */
  static ResourceType under(ResourceType api) {
    return ResourceType.named("Integration", "integrations")
        .under(api)
        .example(Example.of("integrationType", "MOCK").withFreeText("description"))
        .members(
            output("apiGatewayManaged"),
            input("connectionId", TEXT),
            input("connectionType", REQUIRED_TEXT),
            input("contentHandlingStrategy", TEXT).onlyOn(WEBSOCKET),
            input("credentialsArn", TEXT),
            input("description", TEXT),
            output("integrationId"),
            input("integrationMethod", TEXT),
            output("integrationResponseSelectionExpression"),
            input("integrationSubtype", TEXT).onlyOn(HTTP),
            input("integrationType", REQUIRED_TEXT),
            input("integrationUri", TEXT),
            input("passthroughBehavior", REQUIRED_TEXT),
            input("payloadFormatVersion", REQUIRED_TEXT),
            input("requestParameters", TEXT_MAP),
            input("requestTemplates", TEMPLATE_MAP).onlyOn(WEBSOCKET),
            input("responseParameters", TEXT_MAP_MAP).onlyOn(HTTP),
            input("templateSelectionExpression", TEXT).onlyOn(WEBSOCKET),
            input("timeoutInMillis", VALUE),
            input("tlsConfig", STRUCTURE).onlyOn(HTTP))
        .build();
  }

  /** What is made of the replies of an integration. */
  static ResourceType response(ResourceType integration) {
    return ResourceType.named("IntegrationResponse", "integrationresponses")
        .under(integration)
        .unique("integrationResponseKey")
        .onlyOn(
            WEBSOCKET,
            "IntegrationResponses are currently not supported for this API protocol type.")
        .example(
            Example.of("integrationResponseKey", "/200/")
                .withFreeText("templateSelectionExpression"))
        .members(
            input("contentHandlingStrategy", TEXT),
            output("integrationResponseId"),
            input("integrationResponseKey", REQUIRED_TEXT),
            input("responseParameters", TEXT_MAP),
            input("responseTemplates", TEMPLATE_MAP),
            input("templateSelectionExpression", TEXT))
        .build();
  }
}
