package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.MERGED_STRUCTURE;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE_LIST;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;

import java.util.List;
import java.util.Map;

/** The rows of domain names and of their mappings, which name APIs and stages. */
final class DomainNameRow {

  /** AWS: at most 120 domain names of an account. */
  private static final int DOMAIN_NAMES_MAX = 120;

  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";

  private DomainNameRow() {}

  static ResourceType root() {
    return ResourceType.named("DomainName", "domainnames")
        .spokenAs("domain name")
        .givenId("domainName")
        .notFound("Invalid domain name identifier specified")
        .alreadyExists("The domain name you provided already exists")
        .quota(Quota.of(DOMAIN_NAMES_MAX))
        .tagged()
        .example(
            Example.of("domainNameConfigurations", List.of(Map.of("certificateArn", CERTIFICATE))))
        .members(
            output("apiMappingSelectionExpression"),
            input("domainName", REQUIRED_TEXT).onCreateOnly(),
            output("domainNameArn"),
            input("domainNameConfigurations", STRUCTURE_LIST),
            input("mutualTlsAuthentication", MERGED_STRUCTURE),
            input("routingMode", REQUIRED_TEXT),
            input("tags", TEXT_MAP).onCreateOnly())
        .build();
  }

  /** At most one mapping of a domain name has no key. */
  static ResourceType mapping(ResourceType domainName, ResourceType api, ResourceType stage) {
    return ResourceType.named("ApiMapping", "apimappings")
        .spokenAs("API mapping")
        .under(domainName)
        .generatedId(6)
        .uniqueEvenAbsent("apiMappingKey")
        .alreadyExists("ApiMapping key already exists for this domain name")
        .references(Reference.of("apiId", api), Reference.of("stage", stage).within("apiId"))
        .example(Example.of("apiId", "{Api}", "stage", "{Stage}"))
        .members(
            input("apiId", REQUIRED_TEXT),
            output("apiMappingId"),
            input("apiMappingKey", TEXT),
            input("stage", REQUIRED_TEXT))
        .build();
  }
}
