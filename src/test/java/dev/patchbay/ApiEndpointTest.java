package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** The endpoints of APIs behind a balancer, and in AWS's form. */
final class ApiEndpointTest {

  @RegisterExtension
  static final PatchbayServerExtension BALANCED =
      PatchbayServerExtension.with("PATCHBAY_GATEWAY_URL", "wss://ws.example.com/");

  @RegisterExtension
  static final PatchbayServerExtension AWS =
      PatchbayServerExtension.with("PATCHBAY_GATEWAY_URL", "aws");

  private static String create(ApiGatewayV2Client client, ProtocolType protocol) {
    return client
        .createApi(
            request ->
                request
                    .name("a")
                    .protocolType(protocol)
                    .routeSelectionExpression(
                        protocol == ProtocolType.WEBSOCKET ? "$request.body.a" : null))
        .apiId();
  }

  @Test
  void everyAnswerNamesTheAddressOfTheSetting() {
    ApiGatewayV2Client client = BALANCED.aws();
    String api = create(client, ProtocolType.WEBSOCKET);
    String endpoint = "wss://ws.example.com/execute-api/" + api;
    assertThat(client.getApi(request -> request.apiId(api)).apiEndpoint()).isEqualTo(endpoint);
    assertThat(client.updateApi(request -> request.apiId(api).name("b")).apiEndpoint())
        .isEqualTo(endpoint);
    List<Api> all = client.getApis().items();
    assertThat(all).filteredOn(each -> each.apiId().equals(api)).hasSize(1);
    assertThat(all)
        .filteredOn(each -> each.apiId().equals(api))
        .allMatch(each -> each.apiEndpoint().equals(endpoint));
  }

  @Test
  void theAddressOfAnHttpApiIsThatOfHttp() {
    ApiGatewayV2Client client = BALANCED.aws();
    String api = create(client, ProtocolType.HTTP);
    assertThat(client.getApi(request -> request.apiId(api)).apiEndpoint())
        .isEqualTo("https://ws.example.com/execute-api/" + api);
  }

  @Test
  void theFormOfAwsIsASetting() {
    ApiGatewayV2Client client = AWS.aws();
    String api = create(client, ProtocolType.WEBSOCKET);
    assertThat(client.getApi(request -> request.apiId(api)).apiEndpoint())
        .isEqualTo("wss://" + api + ".execute-api.us-east-1.amazonaws.com");
    String http = create(client, ProtocolType.HTTP);
    assertThat(client.getApi(request -> request.apiId(http)).apiEndpoint())
        .isEqualTo("https://" + http + ".execute-api.us-east-1.amazonaws.com");
  }
}
