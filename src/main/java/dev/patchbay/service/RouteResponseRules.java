package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

/** The rule of a route response. Source of the text: answers of AWS. */
final class RouteResponseRules implements ResourceRules {

  @Override
  public void validate(Draft draft) {
    if (!"$default".equals(draft.text("routeResponseKey"))) {
      throw badRequest("Currently, only $default is supported as a RouteResponseKey.")
          .about("routeResponseKey");
    }
  }
}
