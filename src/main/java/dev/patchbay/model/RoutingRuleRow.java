package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.List;
import java.util.Map;

/** The row of routing rules, which lead requests to a domain name to APIs. */
final class RoutingRuleRow {

  /** AWS: a request for a page of routing rules asks for at most a hundred of them. */
  private static final int PAGE_MAX = 100;

  private static final String API_ID = "actions[].invokeApi.apiId";

  private RoutingRuleRow() {}

  static ResourceType under(ResourceType domainName, ResourceType api, ResourceType stage) {
    return ResourceType.named("RoutingRule", "routingrules")
        .spokenAs("routing rule")
        .under(domainName)
        .generatedId(6)
        .unique("priority")
        .alreadyExists("Priority {key} is that of another routing rule of this domain name")
        .references(
            Reference.of(API_ID, api),
            Reference.of("actions[].invokeApi.stage", stage).within(API_ID))
        .listedBy(new ListOperation("List", "routingRules", PAGE_MAX))
        .replacedByPut()
        .arnIn("routingRuleArn")
        .example(
            Example.of(
                "actions",
                List.of(Map.of("invokeApi", Map.of("apiId", "{Api}", "stage", "{Stage}"))),
                "conditions",
                List.of(),
                "priority",
                1L))
        .members(
            input("actions", VALUE),
            input("conditions", VALUE),
            input("priority", VALUE),
            output("routingRuleArn"),
            output("routingRuleId"))
        .build();
  }
}
