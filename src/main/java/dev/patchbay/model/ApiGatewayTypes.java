package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.HTTP;
import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LIST;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.STRUCTURE_MAP;
import static dev.patchbay.model.MemberKind.TEMPLATE_MAP;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.TEXT_MAP_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.List;

/**
 * The types of Amazon API Gateway v2 that are served, one row a type.
 *
 * <p>Members stand in the order of the AWS model. Sources: the AWS API Gateway v2 service model,
 * API version 2018-11-29, and for texts and lengths of identifiers the answers of AWS.
 */
public final class ApiGatewayTypes {

  public static final ResourceType API =
      ResourceType.named("Api", "apis")
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

  public static final ResourceType INTEGRATION =
      ResourceType.named("Integration", "integrations")
          .under(API)
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

  public static final ResourceType INTEGRATION_RESPONSE =
      ResourceType.named("IntegrationResponse", "integrationresponses")
          .under(INTEGRATION)
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

  public static final ResourceType MODEL = ModelRow.under(API);

  public static final ResourceType AUTHORIZER = AuthorizerRow.under(API);

  public static final ResourceType ROUTE =
      ResourceType.named("Route", "routes")
          .under(API)
          .unique("routeKey")
          .references(
              Reference.of("target", INTEGRATION)
                  .behind(
                      "integrations/",
                      new Refusal(
                          ErrorCode.BAD_REQUEST,
                          "Unexpected or malformed target in route. Correct format should be integrations/<integration_id>."))
                  .blocksDeletion(
                      new Refusal(
                          ErrorCode.CONFLICT,
                          "Cannot delete Integration because it is referenced by the following Routes with Ids: {referrers}")),
              AuthorizerRow.reference(AUTHORIZER),
              ModelRow.reference("requestModels", MODEL, "route: {referrer.routeKey}"))
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

  public static final ResourceType ROUTE_RESPONSE =
      ResourceType.named("RouteResponse", "routeresponses")
          .under(ROUTE)
          .generatedId(6, 7)
          .unique("routeResponseKey")
          .onlyOn(
              WEBSOCKET, "RouteResponses are currently not supported for this API protocol type.")
          .references(
              ModelRow.reference(
                  "responseModels", MODEL, "route response: {referrer.routeResponseKey}"))
          .example(
              Example.of("routeResponseKey", "$default").withFreeText("modelSelectionExpression"))
          .members(
              input("modelSelectionExpression", TEXT),
              input("responseModels", TEXT_MAP),
              input("responseParameters", STRUCTURE_MAP),
              output("routeResponseId"),
              input("routeResponseKey", REQUIRED_TEXT))
          .build();

  public static final ResourceType DEPLOYMENT_SNAPSHOT = DeploymentRow.snapshot(API);

  public static final ResourceType DEPLOYMENT = DeploymentRow.deployment(API, DEPLOYMENT_SNAPSHOT);

  public static final ResourceType STAGE = StageRow.under(API, DEPLOYMENT);

  public static final ResourceType DOMAIN_NAME = DomainNameRow.root();

  public static final ResourceType API_MAPPING = DomainNameRow.mapping(DOMAIN_NAME, API, STAGE);

  public static final ResourceType ROUTING_RULE = RoutingRuleRow.under(DOMAIN_NAME, API, STAGE);

  public static final ResourceType VPC_LINK = VpcLinkRow.root();

  public static final ResourceType ACCOUNT = AccountRow.root();

  public static final ResourceType PORTAL = PortalRow.root();

  public static final ResourceType PORTAL_PRODUCT = PortalProductRow.root();

  public static final ResourceType PRODUCT_PAGE = ProductPageRow.page(PORTAL_PRODUCT);

  public static final ResourceType PRODUCT_REST_ENDPOINT_PAGE =
      ProductPageRow.restEndpointPage(PORTAL_PRODUCT);

  public static final ResourceTypes ALL =
      new ResourceTypes(
          List.of(
              API,
              INTEGRATION,
              INTEGRATION_RESPONSE,
              MODEL,
              AUTHORIZER,
              ROUTE,
              ROUTE_RESPONSE,
              DEPLOYMENT_SNAPSHOT,
              DEPLOYMENT,
              STAGE,
              DOMAIN_NAME,
              API_MAPPING,
              ROUTING_RULE,
              VPC_LINK,
              ACCOUNT,
              PORTAL,
              PORTAL_PRODUCT,
              PRODUCT_PAGE,
              PRODUCT_REST_ENDPOINT_PAGE),
          ApiGatewayOperations.of(
              API, INTEGRATION, MODEL, ROUTE, STAGE, ACCOUNT, PORTAL, PORTAL_PRODUCT));

  private ApiGatewayTypes() {}
}
