package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The row of portals, which show products to readers, and the operations of portals alone. */
final class PortalRow {

  /** AWS: at most 15 portals of an account. */
  private static final int PORTALS_MAX = 15;

  private static final String ENDPOINT = "endpointConfiguration";

  private static final String PATH = "/v2/portals/{portalId}";

  private PortalRow() {}

  static ResourceType root() {
    return ResourceType.named("Portal", "portals")
        .spokenAs("portal")
        .generatedId(10)
        .quota(Quota.of(PORTALS_MAX))
        .updatedIn("lastModified")
        .arnIn("portalArn")
        .tagged()
        .listedBy(ListOperation.LIST)
        .answeredAs(PortalRow::answer)
        .example(
            Example.of(
                    "authorization",
                    Map.of("none", Map.of()),
                    ENDPOINT,
                    Map.of("none", Map.of()),
                    "portalContent",
                    Map.of("displayName", "portal", "theme", Map.of("customColors", colors())))
                .withFreeText("rumAppMonitorName"))
        .members(
            input("authorization", STRUCTURE),
            input(ENDPOINT, STRUCTURE),
            input("includedPortalProductArns", VALUE),
            output("lastModified"),
            output("lastPublished"),
            output("lastPublishedDescription"),
            input("logoUri", TEXT).hidden(),
            output("portalArn"),
            input("portalContent", STRUCTURE),
            output("portalId"),
            output("preview"),
            output("publishStatus"),
            input("rumAppMonitorName", TEXT),
            output("statusException"),
            input("tags", TEXT_MAP).onCreateOnly())
        .build();
  }

  static List<Operation> operations(ResourceType portal) {
    return List.of(
        new Operation("PublishPortal", portal, "POST", PATH + "/publish", 202),
        new Operation("PreviewPortal", portal, "POST", PATH + "/preview", 202),
        new Operation("DisablePortal", portal, "DELETE", PATH + "/publish", 204));
  }

  private static Map<String, Object> colors() {
    Map<String, Object> colors = new LinkedHashMap<>();
    for (String name :
        List.of(
            "accentColor",
            "backgroundColor",
            "errorValidationColor",
            "headerColor",
            "navigationColor",
            "textColor")) {
      colors.put(name, "#000000");
    }
    return colors;
  }

  /** Requests choose between two structures, and answers have the members of the chosen one. */
  private static Map<String, Object> answer(Map<String, Object> stored) {
    return UnionForm.flat(stored, ENDPOINT, "acmManaged");
  }
}
