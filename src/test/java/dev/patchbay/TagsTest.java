package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** Tags by the ARNs of their resources. */
class TagsTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private String api = "";
  private String arn = "";

  @BeforeEach
  void createApi() {
    api = http.createApi();
    arn = "arn:aws:apigateway:us-east-1::" + api.substring("/v2".length());
  }

  @Test
  void tagsAreMergedAndRemovedAndSeenInTheResource() {
    int status =
        aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("a", "1", "b", "")))
            .sdkHttpResponse()
            .statusCode();
    assertThat(status).isEqualTo(201);
    aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("a", "2", "c:/x", "3")));
    Map<String, String> tags = Map.of("a", "2", "b", "", "c:/x", "3");
    assertThat(aws.getTags(t -> t.resourceArn(arn)).tags()).isEqualTo(tags);
    assertThat(http.get(api).json().getJsonObject("tags").getMap()).isEqualTo(tags);

    int untagged =
        aws.untagResource(t -> t.resourceArn(arn).tagKeys("a", "c:/x", "none"))
            .sdkHttpResponse()
            .statusCode();
    assertThat(untagged).isEqualTo(204);
    assertThat(aws.getTags(t -> t.resourceArn(arn)).tags()).isEqualTo(Map.of("b", ""));
    aws.untagResource(t -> t.resourceArn(arn).tagKeys("b"));
    assertThat(http.get(api).json().getJsonObject("tags").getMap()).isEmpty();
  }

  @Test
  void anArnIsTakenWithItsSlashesAndPercentEncoded() {
    String encoded = URLEncoder.encode(arn, StandardCharsets.UTF_8);
    assertThat(http.post("/v2/tags/" + encoded, "{\"tags\":{\"a\":\"1\"}}").body()).isEqualTo("{}");
    for (String path : List.of(arn, encoded)) {
      assertThat(http.get("/v2/tags/" + path).body()).isEqualTo("{\"tags\":{\"a\":\"1\"}}");
    }
  }

  @Test
  void aChangeOfTagsIsInTheChangeLogAndOneWithoutEffectIsNot() {
    aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("a", "1")));
    String etag = http.get(api).etag();
    aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("a", "1")));
    aws.untagResource(t -> t.resourceArn(arn).tagKeys("none"));
    assertThat(http.get(api).etag()).isEqualTo(etag);
    assertThat(
            http.get(api.replace("/v2/", "/patchbay/v1/") + "/changes")
                .json()
                .getJsonArray("items")
                .getJsonObject(1)
                .getMap())
        .containsEntry("operation", "TagResource")
        .containsEntry("changedMembers", List.of("tags"));
    assertThat(http.get(api.replace("/v2/", "/patchbay/v1/") + "/changes").body())
        .doesNotContain("UntagResource");
  }

  @Test
  void fiftyTagsFit() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      tags.put("k" + i, "v");
    }
    aws.tagResource(t -> t.resourceArn(arn).tags(tags));
    http.post("/v2/tags/" + arn, "{\"tags\":{\"one\":\"more\"}}")
        .assertError(400, "BadRequestException");
    assertThat(aws.getTags(t -> t.resourceArn(arn)).tags()).isEqualTo(tags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "arn:aws:apigateway:us-east-1::/apis",
        "arn:aws:apigateway:us-east-1::/apis/a/routes/b",
        "arn:aws:apigateway:us-east-1::/apis/a/b",
        "arn:aws:apigateway:us-east-1:000000000000:/apis/a",
        "arn:aws:lambda:us-east-1::/apis/a"
      })
  void resourceWithoutTagsIsRefused(String other) {
    for (var answer :
        List.of(
            http.get("/v2/tags/" + other),
            http.post("/v2/tags/" + other, "{\"tags\":{}}"),
            http.delete("/v2/tags/" + other + "?tagKeys=a"))) {
      answer.assertError(400, "BadRequestException");
      assertThat(answer.message()).isEqualTo("Invalid ARN specified in the request: " + other);
    }
  }

  @Test
  void aMissingResourceAndMissingKeysAreSaid() {
    String missing = arn.substring(0, arn.length() - 10) + "x123456789";
    assertThatThrownBy(() -> aws.getTags(t -> t.resourceArn(missing)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid API identifier specified 000000000000:x123456789");
    assertThatThrownBy(() -> aws.untagResource(t -> t.resourceArn(arn).tagKeys(List.of())))
        .isInstanceOf(BadRequestException.class);
  }
}
