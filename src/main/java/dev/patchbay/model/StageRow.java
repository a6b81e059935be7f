package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LASTING_TEXT;
import static dev.patchbay.model.MemberKind.MERGED_STRUCTURE;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE_MAP;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.regex.Pattern;

/** The row of stages, under whose names APIs are called. */
final class StageRow {

  /** AWS: at most ten stages of an API. */
  private static final int STAGES_MAX = 10;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\$default");

  private StageRow() {}

  static ResourceType under(ResourceType api, ResourceType deployment) {
    return ResourceType.named("Stage", "stages")
        .spokenAs("stage")
        .under(api)
        .givenId(
            "stageName",
            NAME,
            new Refusal(ErrorCode.BAD_REQUEST, "Stage name only allows a-zA-Z0-9_"))
        .alreadyExists("Stage already exists")
        .notFound("Invalid stage identifier specified")
        .quota(Quota.of(STAGES_MAX))
        .references(
            Reference.of("deploymentId", deployment)
                .blocksDeletion(
                    new Refusal(
                        ErrorCode.BAD_REQUEST,
                        "Active stages pointing to this deployment must be moved or deleted")))
        .createdIn("createdDate")
        .updatedIn("lastUpdatedDate")
        .tagged()
        .example(Example.of())
        .members(
            input("accessLogSettings", MERGED_STRUCTURE),
            output("apiGatewayManaged"),
            input("autoDeploy", VALUE),
            input("clientCertificateId", TEXT).onlyOn(WEBSOCKET),
            output("createdDate"),
            input("defaultRouteSettings", MERGED_STRUCTURE),
            input("deploymentId", REQUIRED_TEXT),
            input("description", LASTING_TEXT),
            output("lastDeploymentStatusMessage"),
            output("lastUpdatedDate"),
            input("routeSettings", STRUCTURE_MAP).presentWhenEmpty(),
            input("stageName", REQUIRED_TEXT).onCreateOnly(),
            input("stageVariables", TEXT_MAP).presentWhenEmpty(),
            input("tags", TEXT_MAP).onCreateOnly())
        .build();
  }
}
