package dev.patchbay.service;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rules that types of Amazon API Gateway v2 have beyond their rows in the table. */
public final class ApiGatewayRules {

  private ApiGatewayRules() {}

  /**
   * The rules by type.
   *
   * @param region the region in the endpoints of APIs and domain names
   * @param isModelSchema whether a text is a JSON Schema of draft 4
   * @param contentHash names members by their bytes
   */
  public static Map<ResourceType, ResourceRules> of(
      String region,
      Predicate<String> isModelSchema,
      Function<Map<String, Object>, String> contentHash) {
    ArnRules arn = new ArnRules(region);
    return Map.ofEntries(
        Map.entry(ApiGatewayTypes.API, new ApiRules(region)),
        Map.entry(ApiGatewayTypes.INTEGRATION, new ManagedRules(new IntegrationRules())),
        Map.entry(ApiGatewayTypes.MODEL, new ModelRules(isModelSchema)),
        Map.entry(ApiGatewayTypes.AUTHORIZER, new AuthorizerRules()),
        Map.entry(
            ApiGatewayTypes.ROUTE, new ManagedRules(new RouteRules(ApiGatewayTypes.AUTHORIZER))),
        Map.entry(ApiGatewayTypes.ROUTE_RESPONSE, new RouteResponseRules()),
        Map.entry(ApiGatewayTypes.STAGE, new ManagedRules(new StageRules(ApiGatewayTypes.ROUTE))),
        Map.entry(
            ApiGatewayTypes.DEPLOYMENT, new DeploymentRules(ApiGatewayTypes.DEPLOYMENT_SNAPSHOT)),
        Map.entry(ApiGatewayTypes.DEPLOYMENT_SNAPSHOT, new SnapshotRules(contentHash)),
        Map.entry(ApiGatewayTypes.DOMAIN_NAME, new DomainNameRules(region)),
        Map.entry(ApiGatewayTypes.API_MAPPING, new ApiMappingRules(ApiGatewayTypes.API)),
        Map.entry(ApiGatewayTypes.ROUTING_RULE, new RoutingRuleRules(arn)),
        Map.entry(ApiGatewayTypes.VPC_LINK, new VpcLinkRules()),
        Map.entry(ApiGatewayTypes.PORTAL, new PortalRules(arn)),
        Map.entry(ApiGatewayTypes.PORTAL_PRODUCT, new PortalProductRules(arn)),
        Map.entry(ApiGatewayTypes.PRODUCT_PAGE, arn),
        Map.entry(ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE, new RestEndpointPageRules(arn)));
  }
}
