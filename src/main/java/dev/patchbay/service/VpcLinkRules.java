package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import java.util.List;

/** The rules of a VPC link, which is available as soon as it is created. */
final class VpcLinkRules implements ResourceRules {

  private static final String SUBNETS = "subnetIds";

  @Override
  public void validate(Draft draft) {
    if (List.of().equals(draft.members().get(SUBNETS))) {
      throw badRequest("SubnetIds for a vpc link cannot be empty").about(SUBNETS);
    }
    draft.defaultTo("securityGroupIds", List.of());
    draft.members().put("vpcLinkStatus", "AVAILABLE");
    draft.members().put("vpcLinkStatusMessage", "VPC link is ready to route traffic");
    draft.members().put("vpcLinkVersion", "V2");
  }
}
