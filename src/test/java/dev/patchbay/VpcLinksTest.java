package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLinkStatus;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLinkVersion;

/** VPC links as AWS answers and refuses them, with subnets that are not looked up. */
class VpcLinksTest {

  private static final String LINK = "{\"name\":\"link\",\"subnetIds\":[\"subnet-a\"]}";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  @Test
  void aLinkIsAvailableAtOnceAndGoneAtOnce() {
    CreateVpcLinkResponse created =
        aws.createVpcLink(
            link ->
                link.name("link")
                    .subnetIds("subnet-b", "subnet-a")
                    .securityGroupIds("sg-1")
                    .tags(Map.of("team", "blue")));
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.vpcLinkId()).matches("[a-z0-9]{6}");
    assertThat(created.vpcLinkStatus()).isEqualTo(VpcLinkStatus.AVAILABLE);
    assertThat(created.vpcLinkStatusMessage()).isEqualTo("VPC link is ready to route traffic");
    assertThat(created.vpcLinkVersion()).isEqualTo(VpcLinkVersion.V2);
    assertThat(created.createdDate()).isNotNull();
    String id = created.vpcLinkId();
    assertThat(aws.updateVpcLink(link -> link.vpcLinkId(id).name("renamed")).name())
        .isEqualTo("renamed");
    var read = aws.getVpcLink(link -> link.vpcLinkId(id));
    assertThat(read.subnetIds()).containsExactly("subnet-b", "subnet-a");
    assertThat(read.securityGroupIds()).containsExactly("sg-1");
    assertThat(read.tags()).containsExactly(Map.entry("team", "blue"));
    Answer deleted = http.delete("/v2/vpclinks/" + id);
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(deleted.body()).isEqualTo("{}");
    Answer again = http.delete("/v2/vpclinks/" + id).assertError(404, "NotFoundException");
    assertThat(again.message()).isEqualTo("Invalid VpcLink identifier specified");
  }

  @Test
  void membersThatAreNotGivenAreAnsweredEmpty() {
    JsonObject link = http.post("/v2/vpclinks", LINK).json();
    assertThat(link.getJsonArray("securityGroupIds")).isEmpty();
    assertThat(link.getJsonObject("tags")).isEmpty();
  }

  @Test
  void onlyTheNameCanBeChanged() {
    String path = http.create("/v2/vpclinks", LINK);
    Answer changed =
        http.patch(path, "{\"name\":\"a\",\"subnetIds\":[\"subnet-z\"],\"tags\":{\"k\":\"v\"}}");
    assertThat(changed.json().getString("name")).isEqualTo("a");
    assertThat(changed.json().getJsonArray("subnetIds")).containsExactly("subnet-a");
    assertThat(changed.json().getJsonObject("tags")).isEmpty();
    http.patch(path, "{\"name\":\"\"}").assertError(400, "BadRequestException");
  }

  @Test
  void aLinkHasOneToTenSubnets() {
    JsonObject link = new JsonObject(LINK).put("subnetIds", new JsonArray());
    Answer none = http.post("/v2/vpclinks", link.encode()).assertError(400, "BadRequestException");
    assertThat(none.message()).isEqualTo("SubnetIds for a vpc link cannot be empty");
    link.put("subnetIds", new JsonArray(Collections.nCopies(11, "subnet-a")));
    Answer eleven =
        http.post("/v2/vpclinks", link.encode()).assertError(400, "BadRequestException");
    assertThat(eleven.message()).contains("subnetIds", "at most 10 entries");
    link.put("subnetIds", new JsonArray(Collections.nCopies(10, "subnet-a")));
    assertThat(http.post("/v2/vpclinks", link.encode()).status()).isEqualTo(201);
  }

  @Test
  void tagsOfALinkAreSetByItsArn() {
    String id = http.post("/v2/vpclinks", LINK).json().getString("vpcLinkId");
    String arn = "arn:aws:apigateway:us-east-1::/vpclinks/" + id;
    aws.tagResource(tagged -> tagged.resourceArn(arn).tags(Map.of("k", "v")));
    assertThat(aws.getVpcLink(link -> link.vpcLinkId(id)).tags())
        .containsExactly(Map.entry("k", "v"));
    aws.untagResource(tagged -> tagged.resourceArn(arn).tagKeys("k"));
    assertThat(aws.getTags(tagged -> tagged.resourceArn(arn)).tags()).isEmpty();
  }

  @Test
  void anAccountHasTenLinks() {
    for (int i = 0; i < 10; i++) {
      assertThat(http.post("/v2/vpclinks", LINK).status()).isEqualTo(201);
    }
    Answer refused = http.post("/v2/vpclinks", LINK).assertError(429, "TooManyRequestsException");
    assertThat(refused.message()).contains("Maximum number of VPC links for this account");
  }

  @Test
  void aLinkThatAnIntegrationNamesIsDeleted() {
    String path = http.create("/v2/vpclinks", LINK);
    String api = http.create("/v2/apis", "{\"name\":\"web\",\"protocolType\":\"HTTP\"}");
    String integration =
        http.create(
            api + "/integrations",
            new JsonObject()
                .put("integrationType", "HTTP_PROXY")
                .put("integrationMethod", "ANY")
                .put("integrationUri", "arn:aws:servicediscovery:us-east-1:0:service/srv-1")
                .put("payloadFormatVersion", "1.0")
                .put("connectionType", "VPC_LINK")
                .put("connectionId", path.substring("/v2/vpclinks/".length()))
                .encode());
    assertThat(http.delete(path).status()).isEqualTo(202);
    assertThat(http.get(integration).json().getString("connectionId"))
        .isEqualTo(path.substring("/v2/vpclinks/".length()));
  }
}
