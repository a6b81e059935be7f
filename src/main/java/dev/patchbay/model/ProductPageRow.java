package dev.patchbay.model;

import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;

import java.util.LinkedHashMap;
import java.util.Map;

/** The rows of the pages of a portal product: of text, and about endpoints of REST APIs. */
final class ProductPageRow {

  /** AWS: at most 40 pages of each of the two types for a portal product. */
  private static final int PAGES_MAX = 40;

  private static final String CONTENT = "displayContent";

  private ProductPageRow() {}

  static ResourceType page(ResourceType product) {
    return ResourceType.named("ProductPage", "productpages")
        .spokenAs("product page")
        .under(product)
        .generatedId(10)
        .quota(Quota.of(PAGES_MAX))
        .updatedIn("lastModified")
        .arnIn("productPageArn")
        .listedBy(ListOperation.LIST)
        .summarizedAs("ProductPageSummaryNoBody", ProductPageRow::titled)
        .example(Example.of(CONTENT, Map.of("body", "text", "title", "page")))
        .members(
            input(CONTENT, STRUCTURE),
            output("lastModified"),
            output("productPageArn"),
            output("productPageId"))
        .build();
  }

  private static Map<String, Object> titled(Map<String, Object> answer) {
    Map<String, Object> summary = new LinkedHashMap<>(answer);
    if (summary.remove(CONTENT) instanceof Map<?, ?> content
        && content.get("title") instanceof String title) {
      summary.put("pageTitle", title);
    }
    return summary;
  }

  static ResourceType restEndpointPage(ResourceType product) {
    return ResourceType.named("ProductRestEndpointPage", "productrestendpointpages")
        .spokenAs("product REST endpoint page")
        .under(product)
        .generatedId(10)
        .quota(Quota.of(PAGES_MAX))
        .updatedIn("lastModified")
        .arnIn("productRestEndpointPageArn")
        .listedBy(ListOperation.LIST)
        .answeredAs(stored -> UnionForm.flat(stored, CONTENT, "overrides"))
        .summarizedAs("ProductRestEndpointPageSummaryNoBody", ProductPageRow::withoutBody)
        .example(
            Example.of(
                "restEndpointIdentifier",
                Map.of(
                    "identifierParts",
                    Map.of(
                        "method", "GET", "path", "/pets", "restApiId", "a1b2c3", "stage", "prod"))))
        .members(
            input(CONTENT, STRUCTURE),
            output("lastModified"),
            output("productRestEndpointPageArn"),
            output("productRestEndpointPageId"),
            output("rawDisplayContent"),
            input("restEndpointIdentifier", STRUCTURE).onCreateOnly(),
            output("status"),
            output("statusException"),
            input("tryItState", REQUIRED_TEXT))
        .build();
  }

  private static Map<String, Object> withoutBody(Map<String, Object> answer) {
    Map<String, Object> summary = new LinkedHashMap<>(answer);
    if (summary.remove(CONTENT) instanceof Map<?, ?> content) {
      content.forEach((name, value) -> summary.put((String) name, value));
      summary.remove("body");
    }
    return summary;
  }
}
