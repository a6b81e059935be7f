package dev.patchbay.backup;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests for portals, their products and pages, at random. */
record RandomPortals(Random random) {

  static final List<ResourceType> TYPES =
      List.of(
          ApiGatewayTypes.PORTAL,
          ApiGatewayTypes.PORTAL_PRODUCT,
          ApiGatewayTypes.PRODUCT_PAGE,
          ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE);

  private static final Map<String, Object> NONE = Map.of("none", Map.of());

  private static final String ARN =
      "arn:aws:apigateway:us-east-1:000000000000:/portalproducts/a1b2c3d4e5";

  /** What a creation needs, and what an update may change. */
  Map<String, Object> members(ResourceType type) {
    Map<String, Object> members = new HashMap<>(type.example().members());
    members.putAll(change(type));
    return members;
  }

  /** What an update may change. */
  Map<String, Object> change(ResourceType type) {
    if (type == ApiGatewayTypes.PORTAL) {
      return portal();
    }
    if (type == ApiGatewayTypes.PORTAL_PRODUCT) {
      return Map.of("displayName", "product " + random.nextInt(9), "description", text());
    }
    if (type == ApiGatewayTypes.PRODUCT_PAGE) {
      return Map.of("displayContent", Map.of("title", "t", "body", "é" + random.nextInt(9)));
    }
    return Map.of(
        "tryItState",
        random.nextBoolean() ? "ENABLED" : "DISABLED",
        "displayContent",
        random.nextBoolean() ? NONE : Map.of("overrides", Map.of("operationName", "o")));
  }

  private Map<String, Object> portal() {
    return Map.of(
        "rumAppMonitorName",
        text(),
        "logoUri",
        text(),
        "includedPortalProductArns",
        random.nextBoolean() ? List.of() : List.of(ARN),
        "endpointConfiguration",
        random.nextBoolean()
            ? NONE
            : Map.of(
                "acmManaged",
                Map.of("certificateArn", "arn:aws:acm:c", "domainName", "docs.example.com")));
  }

  private String text() {
    return random.nextBoolean() ? "" : "text " + random.nextInt(9);
  }
}
