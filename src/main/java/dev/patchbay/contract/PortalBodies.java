package dev.patchbay.contract;

import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import java.util.List;

/**
 * Bodies of answers about portals, their products and pages, as {@link ResourceBodies} has others.
 */
public final class PortalBodies {

  private PortalBodies() {}

  /** A portal. */
  public static PactDslJsonBody portal() {
    PactDslJsonBody colors = new PactDslJsonBody();
    for (String name :
        List.of(
            "accentColor",
            "backgroundColor",
            "errorValidationColor",
            "headerColor",
            "navigationColor",
            "textColor")) {
      colors.stringType(name, "#000000");
    }
    PactDslJsonBody endpoint =
        new PactDslJsonBody()
            .stringType("portalDefaultDomainName", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com")
            .stringType("portalDomainHostedZoneId", "Z1UJRXOUMOOFQ8");
    PactDslJsonBody content =
        new PactDslJsonBody()
            .stringType("displayName", "portal")
            .object("theme", new PactDslJsonBody().object("customColors", colors));
    PactDslJsonBody body =
        new PactDslJsonBody()
            .object("endpointConfiguration", endpoint)
            .minArrayLike(
                "includedPortalProductArns",
                0,
                PactDslJsonRootValue.stringType(arn("portalproducts/p1p1p1p1p1")),
                1)
            .stringMatcher("lastModified", ResourceBodies.DATE, "2026-09-01T10:00:00Z")
            .stringType("portalArn", arn("portals/a1b2c3d4e5"))
            .object("portalContent", content)
            .stringMatcher("portalId", ResourceBodies.ROOT_ID, "a1b2c3d4e5")
            .stringMatcher(
                "publishStatus",
                "PUBLISHED|PUBLISH_IN_PROGRESS|PUBLISH_FAILED|DISABLE_IN_PROGRESS|DISABLE_FAILED|DISABLED",
                "DISABLED");
    for (String map : List.of("authorization", "tags")) {
      body.object(map).closeObject();
    }
    return body;
  }

  /** A portal product. */
  public static PactDslJsonBody portalProduct() {
    PactDslJsonBody body =
        new PactDslJsonBody()
            .stringType("displayName", "product")
            .stringMatcher("lastModified", ResourceBodies.DATE, "2026-09-01T10:00:00Z")
            .stringType("portalProductArn", arn("portalproducts/p1p1p1p1p1"))
            .stringMatcher("portalProductId", ResourceBodies.ROOT_ID, "p1p1p1p1p1");
    body.object("tags").closeObject();
    return body;
  }

  /** A product page. */
  public static PactDslJsonBody productPage() {
    return new PactDslJsonBody()
        .object(
            "displayContent",
            new PactDslJsonBody().stringType("body", "text").stringType("title", "page"))
        .stringMatcher("lastModified", ResourceBodies.DATE, "2026-09-01T10:00:00Z")
        .stringType("productPageArn", arn("portalproducts/p1p1p1p1p1/productpages/g1g1g1g1g1"))
        .stringMatcher("productPageId", ResourceBodies.ROOT_ID, "g1g1g1g1g1");
  }

  /** A product REST endpoint page. */
  public static PactDslJsonBody productRestEndpointPage() {
    PactDslJsonBody parts =
        new PactDslJsonBody()
            .stringType("method", "GET")
            .stringType("path", "/pets")
            .stringType("restApiId", "a1b2c3")
            .stringType("stage", "prod");
    return new PactDslJsonBody()
        .object(
            "displayContent",
            new PactDslJsonBody()
                .stringType("endpoint", "https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod"))
        .stringMatcher("lastModified", ResourceBodies.DATE, "2026-09-01T10:00:00Z")
        .stringType(
            "productRestEndpointPageArn",
            arn("portalproducts/p1p1p1p1p1/productrestendpointpages/e1e1e1e1e1"))
        .stringMatcher("productRestEndpointPageId", ResourceBodies.ROOT_ID, "e1e1e1e1e1")
        .object("restEndpointIdentifier", new PactDslJsonBody().object("identifierParts", parts))
        .stringMatcher("status", "AVAILABLE|IN_PROGRESS|FAILED", "AVAILABLE")
        .stringMatcher("tryItState", "ENABLED|DISABLED", "DISABLED");
  }

  private static String arn(String path) {
    return "arn:aws:apigateway:us-east-1:000000000000:/" + path;
  }
}
