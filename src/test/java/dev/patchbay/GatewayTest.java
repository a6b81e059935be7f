package dev.patchbay;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** Clients of an API that the AWS SDK has made, on the service as users run it. */
final class GatewayTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  /** An API whose route {@code ping} answers by a template. */
  private String api(String template) {
    String api =
        aws.createApi(
                make ->
                    make.name("chat")
                        .protocolType("WEBSOCKET")
                        .routeSelectionExpression("$request.body.action"))
            .apiId();
    String integration =
        aws.createIntegration(
                make ->
                    make.apiId(api)
                        .integrationType("MOCK")
                        .templateSelectionExpression("200")
                        .requestTemplates(Map.of("200", "{\"statusCode\": 200}")))
            .integrationId();
    aws.createIntegrationResponse(
        make ->
            make.apiId(api)
                .integrationId(integration)
                .integrationResponseKey("/2\\d\\d/")
                .responseTemplates(Map.of("$default", template)));
    String route =
        aws.createRoute(
                make -> make.apiId(api).routeKey("ping").target("integrations/" + integration))
            .routeId();
    aws.createRouteResponse(make -> make.apiId(api).routeId(route).routeResponseKey("$default"));
    aws.createStage(
        make ->
            make.apiId(api)
                .stageName("prod")
                .autoDeploy(true)
                .stageVariables(Map.of("color", "blue")));
    return api;
  }

  private static final class Messages implements WebSocket.Listener {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket socket, CharSequence data, boolean isLast) {
      begun.append(data);
      if (isLast) {
        received.add(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private @Nullable String next() throws InterruptedException {
      return received.poll(20, TimeUnit.SECONDS);
    }
  }

  private static WebSocket connect(String api, String stage, Messages messages) {
    URI address = PATCHBAY.gatewayAddress().resolve("/execute-api/" + api + "/" + stage);
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(address, messages)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void aClientReceivesTheFrameOfAnIntegrationResponse() throws Exception {
    String api = api("pong to $context.routeKey in $stageVariables.color");
    Messages messages = new Messages();
    WebSocket client = connect(api, "prod", messages);
    client.sendText("{\"action\":\"ping\"}", true).join();
    assertThat(messages.next()).isEqualTo("pong to ping in blue");
    client.sendText("{\"action\":\"other\"}", true).join();
    assertThat(messages.next()).startsWith("{\"message\": \"Forbidden\", \"connectionId\":\"");
    client.sendClose(1000, "").join();
  }

  @Test
  void aStageThatDeploysByItselfShowsAChangeToAnOpenConnection() throws Exception {
    String api = api("before");
    Messages messages = new Messages();
    WebSocket client = connect(api, "prod", messages);
    assertThat(ping(client, messages)).isEqualTo("before");
    change(api, "after");
    eventually("the change is seen", () -> "after".equals(ping(client, messages)));
    client.abort();
  }

  @Test
  void aDeploymentShowsTheApiOfItsMomentToAnOpenConnection() throws Exception {
    String api = api("first");
    String deployment = aws.createDeployment(make -> make.apiId(api)).deploymentId();
    aws.createStage(make -> make.apiId(api).stageName("live").deploymentId(deployment));
    change(api, "second");
    Messages messages = new Messages();
    WebSocket client = connect(api, "live", messages);
    assertThat(ping(client, messages)).isEqualTo("first");
    aws.createDeployment(make -> make.apiId(api).stageName("live"));
    change(api, "third");
    eventually("the deployment is seen", () -> "second".equals(ping(client, messages)));
    client.abort();
  }

  /** AWS: an API must be deployed again for a change to take effect (Deploy WebSocket APIs). */
  @Test
  void aRouteThatIsNotDeployedIsForbidden() throws Exception {
    String api = api("pong");
    String deployment = aws.createDeployment(make -> make.apiId(api)).deploymentId();
    aws.createStage(make -> make.apiId(api).stageName("live").deploymentId(deployment));
    String integration = aws.getIntegrations(of -> of.apiId(api)).items().get(0).integrationId();
    aws.createRoute(make -> make.apiId(api).routeKey("late").target("integrations/" + integration));
    Messages messages = new Messages();
    WebSocket client = connect(api, "live", messages);
    client.sendText("{\"action\":\"late\"}", true).join();
    assertThat(messages.next()).startsWith("{\"message\": \"Forbidden\", \"connectionId\":\"");
    client.abort();
  }

  @Test
  void aStageWithoutADeploymentIsForbidden() {
    String api = api("x");
    aws.createStage(make -> make.apiId(api).stageName("empty"));
    assertThatThrownBy(() -> connect(api, "empty", new Messages()))
        .rootCause()
        .hasMessageContaining("403");
  }

  private static @Nullable String ping(WebSocket client, Messages messages) throws Exception {
    client.sendText("{\"action\":\"ping\"}", true).join();
    return messages.next();
  }

  private void change(String api, String template) {
    String integration = aws.getIntegrations(of -> of.apiId(api)).items().get(0).integrationId();
    String response =
        aws.getIntegrationResponses(of -> of.apiId(api).integrationId(integration))
            .items()
            .get(0)
            .integrationResponseId();
    aws.updateIntegrationResponse(
        change ->
            change
                .apiId(api)
                .integrationId(integration)
                .integrationResponseId(response)
                .responseTemplates(Map.of("$default", template)));
  }

  @Test
  void aStageThatIsNotThereIsForbidden() {
    String api = api("x");
    assertThatThrownBy(() -> connect(api, "other", new Messages()))
        .rootCause()
        .hasMessageContaining("403");
  }
}
