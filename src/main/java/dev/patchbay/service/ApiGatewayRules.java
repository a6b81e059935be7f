package dev.patchbay.service;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import java.util.Map;
import java.util.function.Predicate;

/** The rules that types of Amazon API Gateway v2 have beyond their rows in the table. */
public final class ApiGatewayRules {

  private ApiGatewayRules() {}

  /**
   * The rules by type.
   *
   * @param region the region in the endpoints of APIs and domain names
   * @param isModelSchema whether a text is a JSON Schema of draft 4
   */
  public static Map<ResourceType, ResourceRules> of(
      String region, Predicate<String> isModelSchema) {
    return Map.of(
        ApiGatewayTypes.API, new ApiRules(region),
        ApiGatewayTypes.INTEGRATION, new IntegrationRules(),
        ApiGatewayTypes.MODEL, new ModelRules(isModelSchema),
        ApiGatewayTypes.AUTHORIZER, new AuthorizerRules(),
        ApiGatewayTypes.ROUTE, new RouteRules(ApiGatewayTypes.AUTHORIZER),
        ApiGatewayTypes.ROUTE_RESPONSE, new RouteResponseRules(),
        ApiGatewayTypes.STAGE, new StageRules(ApiGatewayTypes.ROUTE),
        ApiGatewayTypes.DOMAIN_NAME, new DomainNameRules(region),
        ApiGatewayTypes.API_MAPPING, new ApiMappingRules(ApiGatewayTypes.API));
  }
}
