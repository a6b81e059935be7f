package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceType;

/**
 * The rules of integration responses and route responses, which only the APIs that answer over a
 * socket have. Source of the texts: answers of AWS.
 */
final class ResponseRules implements ResourceRules {

  @Override
  public void admit(Draft candidate) {
    ResourceType type = candidate.id().type();
    if (candidate.isNew() && candidate.protocol() != Protocol.WEBSOCKET) {
      throw badRequest(
          type.pluralName() + " are currently not supported for this API protocol type.");
    }
    if (type == ApiGatewayTypes.ROUTE_RESPONSE
        && !"$default".equals(candidate.text("routeResponseKey"))) {
      throw badRequest("Currently, only $default is supported as a RouteResponseKey.")
          .about("routeResponseKey");
    }
  }
}
