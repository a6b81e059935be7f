package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.regex.Pattern;

/** The rows of deployments and of the snapshots that they show. */
final class DeploymentRow {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private DeploymentRow() {}

  /**
   * What the resources of an API were at one moment. Its identifier is the hash of its content, so
   * that deployments of one content share it.
   */
  static ResourceType snapshot(ResourceType api) {
    return ResourceType.named("DeploymentSnapshot", "deploymentsnapshots")
        .under(api)
        .givenId(
            "snapshotId",
            HASH,
            new Refusal(ErrorCode.BAD_REQUEST, "The identifier of a snapshot is not its hash"))
        .internal()
        .members(input("resources", VALUE).onCreateOnly())
        .build();
  }

  static ResourceType deployment(ResourceType api, ResourceType snapshot) {
    return ResourceType.named("Deployment", "deployments")
        .under(api)
        .generatedId(6)
        .createdIn("createdDate")
        .snapshotOf(snapshot)
        .references(Reference.of("snapshotId", snapshot).owned())
        .example(Example.of("description", "with {Route}").withFreeText("description"))
        .members(
            output("autoDeployed"),
            output("createdDate"),
            output("deploymentId"),
            output("deploymentStatus"),
            output("deploymentStatusMessage"),
            input("description", TEXT),
            output("snapshotId").hidden(),
            input("stageName", TEXT).onCreateOnly().hidden())
        .build();
  }
}
