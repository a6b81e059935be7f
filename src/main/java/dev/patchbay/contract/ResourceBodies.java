package dev.patchbay.contract;

import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import java.util.List;

/**
 * Bodies of answers, with matchers for the members that every consumer may rely on: the members
 * that each resource has, and their form. Each call makes a new one, to which further members can
 * be added. {@link PortalBodies} has those of portals.
 */
public final class ResourceBodies {

  /** The form of the identifiers of roots. */
  static final String ROOT_ID = "[a-z0-9]{10}";

  private static final String ID = "[a-z0-9]{7}";
  private static final String SHORT_ID = "[a-z0-9]{6}";

  /** The form of dates. */
  static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";

  private ResourceBodies() {}

  /** An API. */
  public static PactDslJsonBody api() {
    return new PactDslJsonBody()
        .stringMatcher("apiId", ROOT_ID, "a1b2c3d4e5")
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
        .stringMatcher("apiId", ROOT_ID, "a1b2c3d4e5")
        .stringMatcher("apiMappingId", SHORT_ID, "p1p1p1")
        .stringType("stage", "prod");
  }

  /** A routing rule. */
  public static PactDslJsonBody routingRule() {
    PactDslJsonBody invokeApi =
        new PactDslJsonBody()
            .stringMatcher("apiId", ROOT_ID, "a1b2c3d4e5")
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

  /** A page of one such resource or more. */
  public static PactDslJsonBody page(PactDslJsonBody resource) {
    return new PactDslJsonBody().eachLike("items", resource);
  }

  /** A page as above that is not the last one. */
  public static PactDslJsonBody pageBeforeOthers(PactDslJsonBody resource) {
    return page(resource).stringType("nextToken", "a-token");
  }
}
