package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.TEXT;

/** The row of models, which routes and route responses name by their names. */
final class ModelRow {

  private ModelRow() {}

  static ResourceType under(ResourceType api) {
    return ResourceType.named("Model", "models")
        .under(api)
        .generatedId(6)
        .unique("name")
        .alreadyExists("Model name already exists for this API")
        .onlyOn(
            Member.Protocol.WEBSOCKET,
            "Currently, Models are not permitted for APIs with a protocol type of HTTP")
        .example(
            Example.of("name", "message", "schema", "{\"type\":\"object\"}")
                .withFreeText("description"))
        .members(
            input("contentType", TEXT),
            input("description", TEXT),
            output("modelId"),
            input("name", REQUIRED_TEXT),
            input("schema", REQUIRED_TEXT))
        .build();
  }

  /** A member that holds names of models by key. */
  static Reference reference(String member, ResourceType model, String referrer) {
    return Reference.of(member, model)
        .byUniqueMember()
        .missing(new Refusal(ErrorCode.BAD_REQUEST, "Invalid model identifier specified: {value}"))
        .blocksDeletion(
            new Refusal(
                ErrorCode.CONFLICT, "Cannot delete model '{name}', is referenced in " + referrer));
  }
}
