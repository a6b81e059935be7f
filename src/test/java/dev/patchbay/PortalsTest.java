package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Portals, by plain HTTP and by their operations beside the lifecycle. */
class PortalsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  private static JsonObject portal() {
    return new JsonObject(ApiGatewayTypes.PORTAL.example().members()).copy();
  }

  @AfterEach
  void deletePortals() {
    for (Object portal : http.get("/v2/portals").json().getJsonArray("items")) {
      http.delete("/v2/portals/" + ((JsonObject) portal).getString("portalId"));
    }
  }

  @Test
  void aPortalIsAnsweredWithItsNamesAndWithoutTheChoiceOfThem() {
    JsonObject managed =
        new JsonObject().put("certificateArn", "arn:aws:acm:c").put("domainName", "docs.a.example");
    JsonObject request =
        portal()
            .put("endpointConfiguration", new JsonObject().put("acmManaged", managed))
            .put("logoUri", "s3://bucket/logo.png");
    Answer created = http.post("/v2/portals", request.encode());
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().getString("portalId");
    assertThat(id).matches("[a-z0-9]{10}");
    assertThat(created.json().getString("portalArn"))
        .isEqualTo("arn:aws:apigateway:us-east-1:000000000000:/portals/" + id);
    assertThat(created.json().getJsonObject("endpointConfiguration"))
        .isEqualTo(
            managed
                .copy()
                .put("portalDefaultDomainName", id + ".execute-api.us-east-1.amazonaws.com")
                .put("portalDomainHostedZoneId", "Z1UJRXOUMOOFQ8"));
    assertThat(created.json().getString("publishStatus")).isEqualTo("DISABLED");
    assertThat(created.json().getJsonArray("includedPortalProductArns")).isEmpty();
    assertThat(created.json().fieldNames()).doesNotContain("logoUri", "preview", "lastPublished");
    Answer updated = http.patch("/v2/portals/" + id, "{\"endpointConfiguration\":{\"none\":{}}}");
    assertThat(updated.json().getJsonObject("endpointConfiguration").fieldNames())
        .containsExactlyInAnyOrder("portalDefaultDomainName", "portalDomainHostedZoneId");
  }

  @Test
  void publishPreviewAndDisableChangeTheStatusAtOnce() {
    String path = http.create("/v2/portals", portal().encode());
    Answer published = http.post(path + "/publish", "{\"description\":\"first\"}");
    assertThat(published.status()).isEqualTo(202);
    assertThat(published.json()).isEmpty();
    assertThat(http.get(path).json().getString("publishStatus")).isEqualTo("PUBLISHED");
    assertThat(http.get(path).json().getString("lastPublishedDescription")).isEqualTo("first");
    assertThat(http.get(path).json().getString("lastPublished"))
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    assertThat(http.post(path + "/preview", "").status()).isEqualTo(202);
    assertThat(http.get(path).json().getJsonObject("preview"))
        .isEqualTo(new JsonObject().put("previewStatus", "PREVIEW_READY"));
    assertThat(http.post(path + "/publish", "{}").status()).isEqualTo(202);
    assertThat(http.get(path).json().containsKey("lastPublishedDescription")).isFalse();
    assertThat(http.delete(path + "/publish").status()).isEqualTo(204);
    assertThat(http.get(path).json().getString("publishStatus")).isEqualTo("DISABLED");
    assertThat(http.get(path).json().containsKey("lastPublished")).isTrue();
    JsonArray changes =
        http.get(path.replace("/v2/", "/patchbay/v1/") + "/changes").json().getJsonArray("items");
    assertThat(changes.stream().map(each -> ((JsonObject) each).getString("operation")))
        .containsExactly(
            "CreatePortal", "PublishPortal", "PreviewPortal", "PublishPortal", "DisablePortal");
  }

  @Test
  void oneMemberOfAChoiceIsDemandedAndNoMore() {
    for (String member : new String[] {"authorization", "endpointConfiguration"}) {
      JsonObject none = portal().put(member, new JsonObject());
      assertRefused(http.post("/v2/portals", none.encode()), member);
    }
    String path = http.create("/v2/portals", portal().encode());
    JsonObject both =
        new JsonObject()
            .put("none", new JsonObject())
            .put(
                "acmManaged",
                Map.of("certificateArn", "arn:aws:acm:c", "domainName", "docs.a.example"));
    assertRefused(
        http.patch(path, new JsonObject().put("endpointConfiguration", both).encode()),
        "endpointConfiguration");
    assertThat(http.patch(path, "{\"endpointConfiguration\":null}").status()).isEqualTo(200);
  }

  private static void assertRefused(Answer answer, String member) {
    assertThat(answer.assertError(400, "BadRequestException").message()).contains(member);
  }

  @Test
  void tagsOfAPortalAreSetByTheArnWithTheAccount() {
    String path = http.create("/v2/portals", portal().encode());
    String arn = http.get(path).json().getString("portalArn");
    assertThat(http.post("/v2/tags/" + arn, "{\"tags\":{\"k\":\"v\"}}").status()).isEqualTo(201);
    assertThat(http.get(path).json().getJsonObject("tags"))
        .isEqualTo(new JsonObject().put("k", "v"));
    for (String account : new String[] {"", "111122223333"}) {
      http.get("/v2/tags/" + arn.replace("000000000000", account))
          .assertError(400, "BadRequestException");
    }
    String api = http.createApi().replace("/v2", "");
    http.get("/v2/tags/arn:aws:apigateway:us-east-1:000000000000:" + api)
        .assertError(400, "BadRequestException");
  }

  @Test
  void anAccountHasFifteenPortals() {
    for (int i = 0; i < 15; i++) {
      assertThat(http.post("/v2/portals", portal().encode()).status()).isEqualTo(201);
    }
    assertThat(
            http.post("/v2/portals", portal().encode())
                .assertError(429, "TooManyRequestsException")
                .message())
        .contains("Maximum number of portals for this account");
  }
}
