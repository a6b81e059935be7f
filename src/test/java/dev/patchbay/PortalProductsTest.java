package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Portal products, their sharing policies and their pages, by plain HTTP. */
class PortalProductsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private String product = "";

  @BeforeEach
  void createProduct() {
    product = http.create("/v2/portalproducts", "{\"displayName\":\"pets\"}");
  }

  private JsonObject listed(String collection) {
    JsonArray items = http.get(collection + "?maxResults=500").json().getJsonArray("items");
    return items.getJsonObject(items.size() - 1);
  }

  @Test
  void listsOfProductsHaveADescriptionAndNoOrder() {
    String order =
        "{\"displayOrder\":{\"contents\":[{\"sectionName\":\"s\",\"productRestEndpointPageArns\":[]}]}}";
    Answer ordered = http.patch(product, order);
    assertThat(ordered.json().getJsonObject("displayOrder"))
        .isEqualTo(new JsonObject(order).getJsonObject("displayOrder"));
    assertThat(ordered.json().containsKey("description")).isFalse();
    JsonArray items = http.get("/v2/portalproducts?maxResults=500").json().getJsonArray("items");
    assertThat(items)
        .allSatisfy(
            each -> {
              assertThat(((JsonObject) each).getString("description")).isEmpty();
              assertThat(((JsonObject) each).containsKey("displayOrder")).isFalse();
            });
    Answer ignored =
        http.post("/v2/portalproducts", new JsonObject(order).put("displayName", "other").encode());
    assertThat(ignored.status()).isEqualTo(201);
    assertThat(ignored.json().containsKey("displayOrder")).isFalse();
  }

  @Test
  void theSharingPolicyIsAnsweredByItsOwnOperationAlone() {
    String policy = product + "/sharingpolicy";
    String id = product.substring(product.lastIndexOf('/') + 1);
    http.get(policy).assertError(404, "NotFoundException");
    http.delete(policy).assertError(404, "NotFoundException");
    assertThat(http.send("PUT", policy, "{}").assertError(400, "BadRequestException").message())
        .contains("Policy document");
    JsonObject document = new JsonObject().put("policyDocument", "{\"Version\":\"2012-10-17\"}");
    Answer put = http.send("PUT", policy, document.encode());
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json()).isEmpty();
    assertThat(http.get(policy).json()).isEqualTo(document.copy().put("portalProductId", id));
    assertThat(http.get(product).json().containsKey("policyDocument")).isFalse();
    assertThat(http.patch(product, "{\"description\":\"d\"}").status()).isEqualTo(200);
    assertThat(http.get(policy).json().getString("policyDocument"))
        .isEqualTo(document.getString("policyDocument"));
    assertThat(http.delete(policy).status()).isEqualTo(204);
    http.get(policy).assertError(404, "NotFoundException");
  }

  @Test
  void pagesOfTextAreListedWithTheirTitles() {
    String page =
        http.create(
            product + "/productpages",
            new JsonObject(ApiGatewayTypes.PRODUCT_PAGE.example().members()).encode());
    JsonObject answer = http.get(page).json();
    assertThat(answer.getString("productPageArn"))
        .isEqualTo("arn:aws:apigateway:us-east-1:000000000000:" + page.substring("/v2".length()));
    JsonObject summary = listed(product + "/productpages");
    assertThat(summary.getString("pageTitle")).isEqualTo("page");
    assertThat(summary.containsKey("displayContent")).isFalse();
    http.patch(page, "{\"displayContent\":{\"title\":\"a\"}}")
        .assertError(400, "BadRequestException");
    assertThat(http.delete(product).status()).isEqualTo(204);
    http.get(page).assertError(404, "NotFoundException");
  }

  @Test
  void aPageAboutAnEndpointShowsTheRestApiUnlessItIsOverridden() {
    String pages = product + "/productrestendpointpages";
    JsonObject request =
        new JsonObject(ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE.example().members());
    String page = http.create(pages, request.encode());
    String endpoint = "https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod";
    assertThat(http.get(page).json().getJsonObject("displayContent"))
        .isEqualTo(new JsonObject().put("endpoint", endpoint));
    assertThat(http.get(page).json().getString("status")).isEqualTo("AVAILABLE");
    assertThat(http.get(page).json().getString("tryItState")).isEqualTo("DISABLED");
    JsonObject overrides =
        new JsonObject().put("body", "b").put("endpoint", "https://x").put("operationName", "o");
    Answer updated =
        http.patch(
            page,
            new JsonObject()
                .put("displayContent", new JsonObject().put("overrides", overrides))
                .put("tryItState", "ENABLED")
                .encode());
    assertThat(updated.json().getJsonObject("displayContent")).isEqualTo(overrides);
    JsonObject summary = listed(pages);
    assertThat(summary.getString("endpoint")).isEqualTo("https://x");
    assertThat(summary.getString("operationName")).isEqualTo("o");
    assertThat(summary.fieldNames()).doesNotContain("body", "displayContent");
    Answer none = http.patch(page, "{\"displayContent\":{\"none\":{}}}");
    assertThat(none.json().getJsonObject("displayContent"))
        .isEqualTo(new JsonObject().put("endpoint", endpoint));
    assertThat(
            http.post(pages, "{\"restEndpointIdentifier\":{}}")
                .assertError(400, "BadRequestException")
                .message())
        .contains("restEndpointIdentifier");
  }

  @Test
  void aProductHasFortyPagesOfAType() {
    String page = new JsonObject(ApiGatewayTypes.PRODUCT_PAGE.example().members()).encode();
    for (int i = 0; i < 40; i++) {
      assertThat(http.post(product + "/productpages", page).status()).isEqualTo(201);
    }
    http.post(product + "/productpages", page).assertError(429, "TooManyRequestsException");
  }
}
