package dev.patchbay.server;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ApiGatewayFunctions;
import dev.patchbay.service.ApiGatewayRules;
import dev.patchbay.service.OperationFunction;
import dev.patchbay.service.ResourceRules;
import dev.patchbay.wire.ContentHash;
import dev.patchbay.wire.ModelSchema;
import dev.patchbay.wire.ModelTemplate;
import java.util.Map;
import java.util.function.Function;

/**
 * The types that a service serves, and the rules that their rows do not express. The schemas of a
 * type lie on the class path under its name.
 *
 * @param rules the rules by type, in a region
 * @param functions the operations that are not lifecycle operations, by name
 */
public record ServiceDefinition(
    ResourceTypes types,
    Function<String, Map<ResourceType, ResourceRules>> rules,
    Map<String, OperationFunction> functions) {

  /** Amazon API Gateway v2. */
  public static final ServiceDefinition API_GATEWAY =
      new ServiceDefinition(
          ApiGatewayTypes.ALL,
          region -> ApiGatewayRules.of(region, ModelSchema::isValid, ContentHash::of),
          ApiGatewayFunctions.of(ApiGatewayTypes.ALL, ModelTemplate::of));
}
