package dev.patchbay.sample;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Example;
import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.MemberKind;
import dev.patchbay.model.Quota;
import dev.patchbay.model.Reference;
import dev.patchbay.model.Refusal;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.server.ServiceDefinition;
import dev.patchbay.service.ApiGatewayRules;
import dev.patchbay.wire.ContentHash;
import dev.patchbay.wire.ModelSchema;
import java.util.stream.Stream;

/**
 * The types of API Gateway and four more: gauges and panels in an API, and zones, which are roots
 * with an identifier that the caller gives, with bindings to gauges of any API.
 */
public final class SampleTypes {

  /** An integration is measured by gauges, and cannot be deleted while it is. */
  public static final ResourceType GAUGE =
      ResourceType.named("Gauge", "gauges")
          .under(ApiGatewayTypes.API)
          .generatedId(6)
          .onlyOn(Protocol.WEBSOCKET, "Gauges are only for WEBSOCKET APIs")
          .unique("name")
          .alreadyExists("A gauge named {key} exists")
          .references(
              Reference.of("integration", ApiGatewayTypes.INTEGRATION)
                  .behind(
                      "integrations/",
                      new Refusal(ErrorCode.BAD_REQUEST, "No integration: {value}"))
                  .blocksDeletion(
                      new Refusal(ErrorCode.CONFLICT, "Measured by {referrers}, {referrer.name}")))
          .createdIn("createdDate")
          .updatedIn("lastUpdatedDate")
          .tagged()
          .example(Example.of("name", "speed").withFreeText("description"))
          .members(
              output("createdDate"),
              input("description", MemberKind.TEXT),
              output("gaugeId"),
              input("integration", MemberKind.TEXT),
              output("lastUpdatedDate"),
              input("name", MemberKind.REQUIRED_TEXT),
              input("tags", MemberKind.TEXT_MAP).onCreateOnly())
          .build();

  /** Shows gauges, which it calls by their names. */
  public static final ResourceType PANEL =
      ResourceType.named("Panel", "panels")
          .deletedWith(202)
          .under(ApiGatewayTypes.API)
          .references(
              Reference.of("gauges", GAUGE)
                  .byUniqueMember()
                  .missing(new Refusal(ErrorCode.BAD_REQUEST, "No gauge is named {value}"))
                  .blocksDeletion(
                      new Refusal(
                          ErrorCode.BAD_REQUEST, "Gauge {name} is on panel {referrer.title}")))
          .example(Example.of("title", "left").withFreeText("title"))
          .members(
              input("gauges", MemberKind.TEXT_MAP),
              output("panelId"),
              input("title", MemberKind.TEXT))
          .build();

  public static final ResourceType ZONE =
      ResourceType.named("Zone", "zones")
          .givenId("zoneName")
          .notFound("No zone {id} in {account}")
          .alreadyExists("Zone {key} exists")
          .quota(Quota.of(3))
          .createdIn("createdDate")
          .tagged()
          .example(Example.of().withFreeText("description"))
          .members(
              output("createdDate"),
              input("description", MemberKind.TEXT),
              input("tags", MemberKind.TEXT_MAP).onCreateOnly(),
              input("zoneName", MemberKind.REQUIRED_TEXT).onCreateOnly())
          .build();

  /** At most one binding of a zone has no key. */
  public static final ResourceType BINDING =
      ResourceType.named("Binding", "bindings")
          .under(ZONE)
          .uniqueEvenAbsent("bindingKey")
          .alreadyExists("The binding exists")
          .references(
              Reference.of("apiId", ApiGatewayTypes.API),
              Reference.of("gaugeId", GAUGE).within("apiId"))
          .example(Example.of("apiId", "{Api}", "gaugeId", "{Gauge}"))
          .members(
              input("apiId", MemberKind.REQUIRED_TEXT),
              output("bindingId"),
              input("bindingKey", MemberKind.TEXT),
              input("gaugeId", MemberKind.REQUIRED_TEXT))
          .build();

  public static final ResourceTypes ALL =
      new ResourceTypes(
          Stream.concat(ApiGatewayTypes.ALL.all().stream(), Stream.of(GAUGE, PANEL, ZONE, BINDING))
              .toList(),
          SampleOperations.ALL);

  public static final ServiceDefinition SERVICE =
      new ServiceDefinition(
          ALL,
          region -> ApiGatewayRules.of(region, ModelSchema::isValid, ContentHash::of),
          SampleOperations.FUNCTIONS);

  private SampleTypes() {}
}
