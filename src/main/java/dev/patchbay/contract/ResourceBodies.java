package dev.patchbay.contract;

import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import java.util.List;

/**
 * Bodies of answers, with matchers for the members that every consumer may rely on: the members
 * that each resource has, and their form. Each call makes a new one, to which further members can
 * be added.
 */
public final class ResourceBodies {

  private static final String API_ID = "[a-z0-9]{10}";
  private static final String ID = "[a-z0-9]{7}";
  private static final String SHORT_ID = "[a-z0-9]{6}";

  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";

  private ResourceBodies() {}

  /** An API. */
  public static PactDslJsonBody api() {
    return new PactDslJsonBody()
        .stringMatcher("apiId", API_ID, "a1b2c3d4e5")
        .stringType("name", "chat")
        .stringValue("protocolType", "WEBSOCKET")
        .stringType("routeSelectionExpression", "$request.body.action");
  }

  /** An integration. */
  public static PactDslJsonBody integration() {
    return new PactDslJsonBody()
        .stringMatcher("integrationId", ID, "i1i1i1i")
        .stringMatcher("integrationType", "AWS|AWS_PROXY|HTTP|HTTP_PROXY|MOCK", "MOCK");
  }

  /** An integration response. */
  public static PactDslJsonBody integrationResponse() {
    return new PactDslJsonBody()
        .stringMatcher("integrationResponseId", ID, "r1r1r1r")
        .stringMatcher("integrationResponseKey", "\\$default|/.+/", "/200/");
  }

  /** A model. */
  public static PactDslJsonBody model() {
    return new PactDslJsonBody()
        .stringMatcher("modelId", SHORT_ID, "m1m1m1")
        .stringMatcher("name", "[A-Za-z0-9]+", "message")
        .stringType("schema", "{\"type\":\"object\"}");
  }

  /** An authorizer. */
  public static PactDslJsonBody authorizer() {
    return new PactDslJsonBody()
        .stringMatcher("authorizerId", SHORT_ID, "a1a1a1")
        .stringMatcher("authorizerType", "REQUEST|JWT", "REQUEST")
        .stringType("name", "tokens");
  }

  /** A route. */
  public static PactDslJsonBody route() {
    return new PactDslJsonBody()
        .stringMatcher("routeId", ID, "t1t1t1t")
        .stringType("routeKey", "$default");
  }

  /** A route response. */
  public static PactDslJsonBody routeResponse() {
    return new PactDslJsonBody()
        .stringMatcher("routeResponseId", SHORT_ID, "u1u1u1")
        .stringType("routeResponseKey", "$default");
  }

  /** A deployment. */
  public static PactDslJsonBody deployment() {
    return new PactDslJsonBody()
        .booleanType("autoDeployed", false)
        .stringMatcher("createdDate", DATE, "2026-09-01T10:00:00Z")
        .stringMatcher("deploymentId", SHORT_ID, "d1d1d1")
        .stringMatcher("deploymentStatus", "PENDING|FAILED|DEPLOYED", "DEPLOYED");
  }

  /** A stage. */
  public static PactDslJsonBody stage() {
    PactDslJsonBody body =
        new PactDslJsonBody()
            .stringMatcher("stageName", "[A-Za-z0-9$_-]+", "prod")
            .stringMatcher("createdDate", DATE, "2026-09-01T10:00:00Z")
            .stringMatcher("lastUpdatedDate", DATE, "2026-09-01T10:00:00Z");
    body.object("defaultRouteSettings").booleanType("detailedMetricsEnabled", false).closeObject();
    for (String map : List.of("routeSettings", "stageVariables", "tags")) {
      body.object(map).closeObject();
    }
    return body;
  }

  /** A domain name. */
  public static PactDslJsonBody domainName() {
    PactDslJsonBody configuration =
        new PactDslJsonBody()
            .stringType("apiGatewayDomainName", "d-a1b2c3d4e5.execute-api.us-east-1.amazonaws.com")
            .stringMatcher(
                "domainNameStatus",
                "AVAILABLE|UPDATING|PENDING_CERTIFICATE_REIMPORT|PENDING_OWNERSHIP_VERIFICATION",
                "AVAILABLE")
            .stringType("hostedZoneId", "Z1UJRXOUMOOFQ8");
    return new PactDslJsonBody()
        .stringType("domainName", "api.example.com")
        .minMaxArrayLike("domainNameConfigurations", 1, 1, configuration)
        .stringType("routingMode", "API_MAPPING_ONLY");
  }

  /** An API mapping. */
  public static PactDslJsonBody apiMapping() {
    return new PactDslJsonBody()
        .stringMatcher("apiId", API_ID, "a1b2c3d4e5")
        .stringMatcher("apiMappingId", SHORT_ID, "p1p1p1")
        .stringType("stage", "prod");
  }

  /** A routing rule. */
  public static PactDslJsonBody routingRule() {
    PactDslJsonBody invokeApi =
        new PactDslJsonBody()
            .stringMatcher("apiId", API_ID, "a1b2c3d4e5")
            .stringType("stage", "prod")
            .booleanType("stripBasePath", false);
    PactDslJsonBody basePaths =
        new PactDslJsonBody()
            .minArrayLike("anyOf", 1, PactDslJsonRootValue.stringType("orders"), 1);
    return new PactDslJsonBody()
        .minMaxArrayLike("actions", 1, 1, new PactDslJsonBody().object("invokeApi", invokeApi))
        .eachLike("conditions", new PactDslJsonBody().object("matchBasePaths", basePaths))
        .integerType("priority", 1)
        .stringType(
            "routingRuleArn",
            "arn:aws:apigateway:us-east-1:000000000000:/domainnames/api.example.com/routingrules/q1q1q1")
        .stringMatcher("routingRuleId", SHORT_ID, "q1q1q1");
  }

  /** A VPC link. */
  public static PactDslJsonBody vpcLink() {
    return new PactDslJsonBody()
        .stringMatcher("createdDate", DATE, "2026-09-01T10:00:00Z")
        .stringType("name", "link")
        .minArrayLike("securityGroupIds", 0, PactDslJsonRootValue.stringType("sg-0a1b2c3d"), 1)
        .minArrayLike("subnetIds", 1, PactDslJsonRootValue.stringType("subnet-0a1b2c3d"), 1)
        .stringMatcher("vpcLinkId", SHORT_ID, "v1v1v1")
        .stringMatcher("vpcLinkStatus", "PENDING|AVAILABLE|DELETING|FAILED|INACTIVE", "AVAILABLE")
        .stringValue("vpcLinkVersion", "V2");
  }

  /** A portal. */
  public static PactDslJsonBody portal() {
    PactDslJsonBody colors = new PactDslJsonBody();
    for (String name :
        List.of(
            "accentColor",
            "backgroundColor",
            "errorValidationColor",
            "headerColor",
            "navigationColor",
            "textColor")) {
      colors.stringType(name, "#000000");
    }
    PactDslJsonBody endpoint =
        new PactDslJsonBody()
            .stringType("portalDefaultDomainName", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com")
            .stringType("portalDomainHostedZoneId", "Z1UJRXOUMOOFQ8");
    PactDslJsonBody content =
        new PactDslJsonBody()
            .stringType("displayName", "portal")
            .object("theme", new PactDslJsonBody().object("customColors", colors));
    PactDslJsonBody body =
        new PactDslJsonBody()
            .object("endpointConfiguration", endpoint)
            .minArrayLike(
                "includedPortalProductArns",
                0,
                PactDslJsonRootValue.stringType(arn("portalproducts/p1p1p1p1p1")),
                1)
            .stringMatcher("lastModified", DATE, "2026-09-01T10:00:00Z")
            .stringType("portalArn", arn("portals/a1b2c3d4e5"))
            .object("portalContent", content)
            .stringMatcher("portalId", API_ID, "a1b2c3d4e5")
            .stringMatcher(
                "publishStatus",
                "PUBLISHED|PUBLISH_IN_PROGRESS|PUBLISH_FAILED|DISABLE_IN_PROGRESS|DISABLE_FAILED|DISABLED",
                "DISABLED");
    for (String map : List.of("authorization", "tags")) {
      body.object(map).closeObject();
    }
    return body;
  }

  /** A portal product. */
  public static PactDslJsonBody portalProduct() {
    PactDslJsonBody body =
        new PactDslJsonBody()
            .stringType("displayName", "product")
            .stringMatcher("lastModified", DATE, "2026-09-01T10:00:00Z")
            .stringType("portalProductArn", arn("portalproducts/p1p1p1p1p1"))
            .stringMatcher("portalProductId", API_ID, "p1p1p1p1p1");
    body.object("tags").closeObject();
    return body;
  }

  /** A product page. */
  public static PactDslJsonBody productPage() {
    return new PactDslJsonBody()
        .object(
            "displayContent",
            new PactDslJsonBody().stringType("body", "text").stringType("title", "page"))
        .stringMatcher("lastModified", DATE, "2026-09-01T10:00:00Z")
        .stringType("productPageArn", arn("portalproducts/p1p1p1p1p1/productpages/g1g1g1g1g1"))
        .stringMatcher("productPageId", API_ID, "g1g1g1g1g1");
  }

  /** A product REST endpoint page. */
  public static PactDslJsonBody productRestEndpointPage() {
    PactDslJsonBody parts =
        new PactDslJsonBody()
            .stringType("method", "GET")
            .stringType("path", "/pets")
            .stringType("restApiId", "a1b2c3")
            .stringType("stage", "prod");
    return new PactDslJsonBody()
        .object(
            "displayContent",
            new PactDslJsonBody()
                .stringType("endpoint", "https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod"))
        .stringMatcher("lastModified", DATE, "2026-09-01T10:00:00Z")
        .stringType(
            "productRestEndpointPageArn",
            arn("portalproducts/p1p1p1p1p1/productrestendpointpages/e1e1e1e1e1"))
        .stringMatcher("productRestEndpointPageId", API_ID, "e1e1e1e1e1")
        .object("restEndpointIdentifier", new PactDslJsonBody().object("identifierParts", parts))
        .stringMatcher("status", "AVAILABLE|IN_PROGRESS|FAILED", "AVAILABLE")
        .stringMatcher("tryItState", "ENABLED|DISABLED", "DISABLED");
  }

  private static String arn(String path) {
    return "arn:aws:apigateway:us-east-1:000000000000:/" + path;
  }

  /** A page of one such resource or more. */
  public static PactDslJsonBody page(PactDslJsonBody resource) {
    return new PactDslJsonBody().eachLike("items", resource);
  }

  /** A page as above that is not the last one. */
  public static PactDslJsonBody pageBeforeOthers(PactDslJsonBody resource) {
    return page(resource).stringType("nextToken", "a-token");
  }
}
