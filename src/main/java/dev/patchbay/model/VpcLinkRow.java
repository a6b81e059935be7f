package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LIST;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.List;

/** The row of VPC links, which integrations name as their connection. */
final class VpcLinkRow {

  /** AWS: at most ten VPC links of an account and a region. */
  private static final int VPC_LINKS_MAX = 10;

  private VpcLinkRow() {}

  static ResourceType root() {
    return ResourceType.named("VpcLink", "vpclinks")
        .spokenAs("VPC link")
        .generatedId(6)
        .quota(Quota.of(VPC_LINKS_MAX))
        .createdIn("createdDate")
        .tagged()
        .deletedWith(202)
        .example(Example.of("name", "link", "subnetIds", List.of("subnet-0a1b2c3d")))
        .members(
            output("createdDate"),
            input("name", REQUIRED_TEXT),
            input("securityGroupIds", LIST).onCreateOnly(),
            input("subnetIds", VALUE).onCreateOnly(),
            input("tags", TEXT_MAP).onCreateOnly(),
            output("vpcLinkId"),
            output("vpcLinkStatus"),
            output("vpcLinkStatusMessage"),
            output("vpcLinkVersion"))
        .build();
  }
}
