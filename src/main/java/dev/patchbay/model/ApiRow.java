package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.HTTP;
import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

/** The row of APIs. */
final class ApiRow {

  private ApiRow() {}

  /** APIs are roots. */
  static ResourceType root() {
    return ResourceType.named("Api", "apis")
        .spokenAs("API")
        .generatedId(10)
        .quota(Quota.ofSetting("PATCHBAY_MAX_APIS"))
        .notFound("Invalid API identifier specified {account}:{id}")
        .createdIn("createdDate")
        .tagged()
        .changesNamed("Changes")
        .example(
            Example.of(
                    "name",
                    "contract",
                    "protocolType",
                    "WEBSOCKET",
                    "routeSelectionExpression",
                    "$request.body.action")
                .fixing("protocolType")
                .withFreeText("description"))
        .members(
            output("apiEndpoint"),
            output("apiId"),
            input("apiKeySelectionExpression", TEXT),
            input("corsConfiguration", STRUCTURE)
                .onlyOn(
                    HTTP,
                    "Cors is not supported for WEBSOCKET protocolType",
                    "CORS configuration is only supported for HTTP APIs"),
            output("createdDate"),
            input("credentialsArn", TEXT).onlyOn(HTTP).hidden(),
            input("description", TEXT),
            input("disableExecuteApiEndpoint", VALUE),
            input("disableSchemaValidation", VALUE).onlyOn(WEBSOCKET),
            input("ipAddressType", REQUIRED_TEXT),
            input("name", REQUIRED_TEXT),
            input("protocolType", REQUIRED_TEXT).onCreateOnly(),
            input("routeKey", TEXT).onlyOn(HTTP).hidden(),
            input("routeSelectionExpression", REQUIRED_TEXT),
            input("tags", TEXT_MAP).onCreateOnly(),
            input("target", TEXT).onlyOn(HTTP).hidden(),
            input("version", TEXT))
        .build();
  }
}
