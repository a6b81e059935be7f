package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;

/** The operations of Amazon API Gateway v2 beside the lifecycle operations of each type. */
final class ApiGatewayOperations {

  private static final String TAGS = "/v2/tags/{resource-arn+}";

  private static final String STAGE = "/v2/apis/{apiId}/stages/{stageName}";

  private ApiGatewayOperations() {}

  static List<Operation> of(
      ResourceType api,
      ResourceType integration,
      ResourceType model,
      ResourceType route,
      ResourceType stage,
      ResourceType account,
      ResourceType portal,
      ResourceType portalProduct) {
    List<Operation> all = new ArrayList<>();
    all.addAll(ofApis(api, integration, model, route, stage, account));
    all.addAll(PortalRow.operations(portal));
    all.addAll(PortalProductRow.operations(portalProduct));
    return all;
  }

  private static List<Operation> ofApis(
      ResourceType api,
      ResourceType integration,
      ResourceType model,
      ResourceType route,
      ResourceType stage,
      ResourceType account) {
    return List.of(
        Operation.evaluation(integration),
        Operation.connections(stage),
        Operation.postToConnection(stage),
        Operation.deleteConnection(stage),
        Operation.connectionMessages(stage),
        AccountRow.get(account),
        AccountRow.update(account),
        new Operation("DeleteCorsConfiguration", api, "DELETE", "/v2/apis/{apiId}/cors", 204),
        new Operation(
            "DeleteRouteRequestParameter",
            route,
            "DELETE",
            "/v2/apis/{apiId}/routes/{routeId}/requestparameters/{requestParameterKey}",
            204),
        new Operation(
            "GetModelTemplate", model, "GET", "/v2/apis/{apiId}/models/{modelId}/template", 200),
        new Operation(
            "DeleteAccessLogSettings", stage, "DELETE", STAGE + "/accesslogsettings", 204),
        new Operation(
            "DeleteRouteSettings", stage, "DELETE", STAGE + "/routesettings/{routeKey}", 204),
        new Operation("ResetAuthorizersCache", stage, "DELETE", STAGE + "/cache/authorizers", 204),
        new Operation(Operation.IMPORT, api, "PUT", "/v2/apis", 201),
        new Operation(Operation.REIMPORT, api, "PUT", "/v2/apis/{apiId}", 201),
        new Operation(
            Operation.EXPORT, api, "GET", "/v2/apis/{apiId}/exports/{specification}", 200),
        new Operation("TagResource", api, "POST", TAGS, 201),
        new Operation("UntagResource", api, "DELETE", TAGS, 204),
        new Operation("GetTags", api, "GET", TAGS, 200));
  }
}
