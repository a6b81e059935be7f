package dev.patchbay.service;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import java.util.Map;

/** The rules that types of Amazon API Gateway v2 have beyond their rows in the table. */
public final class ApiGatewayRules {

  private ApiGatewayRules() {}

  /**
   * The rules by type.
   *
   * @param region the region in the endpoints of APIs
   */
  public static Map<ResourceType, ResourceRules> of(String region) {
    return Map.of(
        ApiGatewayTypes.API, new ApiRules(region),
        ApiGatewayTypes.INTEGRATION, new IntegrationRules(),
        ApiGatewayTypes.ROUTE, new RouteRules(),
        ApiGatewayTypes.ROUTE_RESPONSE, new RouteResponseRules());
  }
}
