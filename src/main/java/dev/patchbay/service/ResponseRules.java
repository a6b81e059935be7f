package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceType;

/**
 * The rules of integration responses and route responses, which only the APIs that answer over a
 * socket have.
 */
final class ResponseRules implements ResourceRules {

  @Override
  public void admit(Candidate candidate) {
    ResourceType type = candidate.id().type();
    if (candidate.isNew() && candidate.protocol() != Protocol.WEBSOCKET) {
      throw badRequest(type.typeName() + " is only supported for WEBSOCKET APIs");
    }
    if (type == ResourceType.ROUTE_RESPONSE
        && !"$default".equals(candidate.text("routeResponseKey"))) {
      throw invalid("routeResponseKey", candidate.text("routeResponseKey"), "$default");
    }
  }
}
