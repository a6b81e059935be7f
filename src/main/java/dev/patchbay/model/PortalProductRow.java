package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The row of portal products, and the operations on their sharing policies. */
final class PortalProductRow {

  /** AWS: at most 500 portal products of an account. */
  private static final int PRODUCTS_MAX = 500;

  private static final String POLICY = "/v2/portalproducts/{portalProductId}/sharingpolicy";

  private PortalProductRow() {}

  static ResourceType root() {
    return ResourceType.named("PortalProduct", "portalproducts")
        .spokenAs("portal product")
        .generatedId(10)
        .quota(Quota.of(PRODUCTS_MAX))
        .updatedIn("lastModified")
        .arnIn("portalProductArn")
        .tagged()
        .listedBy(ListOperation.LIST)
        .summarizedAs("PortalProductSummary", PortalProductRow::summary)
        .example(Example.of("displayName", "product").withFreeText("description"))
        .members(
            input("description", TEXT),
            input("displayName", REQUIRED_TEXT),
            input("displayOrder", STRUCTURE).onUpdateOnly(),
            output("lastModified"),
            output("policyDocument").hidden(),
            output("portalProductArn"),
            output("portalProductId"),
            input("tags", TEXT_MAP).onCreateOnly())
        .build();
  }

  static List<Operation> operations(ResourceType product) {
    return List.of(
        new Operation("PutPortalProductSharingPolicy", product, "PUT", POLICY, 200),
        new Operation("GetPortalProductSharingPolicy", product, "GET", POLICY, 200),
        new Operation("DeletePortalProductSharingPolicy", product, "DELETE", POLICY, 204));
  }

  /** Returns the members for lists, in which alone the model requires the description. */
  private static Map<String, Object> summary(Map<String, Object> answer) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("description", "");
    summary.putAll(answer);
    summary.remove("displayOrder");
    return summary;
  }
}
