package dev.patchbay.testkit;

import java.net.URI;

/** An API whose connections learn their identifiers: it answers each message with that. */
public final class IdentityApi {

  private final Http http;
  private final String id;

  private IdentityApi(Http http, String id) {
    this.http = http;
    this.id = id;
  }

  /** Makes one on a service that needs no signatures. */
  public static IdentityApi create(URI controlPlane) {
    Http http = new Http(controlPlane);
    String api =
        http.create(
            "/v2/apis",
            "{\"name\":\"n\",\"protocolType\":\"WEBSOCKET\",\"routeSelectionExpression\":\"$request.body.action\"}");
    IdentityApi made = new IdentityApi(http, api.substring("/v2/apis/".length()));
    String integration = made.answering("$context.connectionId");
    made.route("$default", integration);
    http.create(api + "/stages", "{\"stageName\":\"prod\",\"autoDeploy\":true}");
    return made;
  }

  private String answering(String template) {
    String integration =
        http.create(
            "/v2/apis/" + id + "/integrations",
            "{\"integrationType\":\"MOCK\",\"requestTemplates\":{\"a\":\"{\\\"statusCode\\\":200}\"}}");
    http.create(
        integration + "/integrationresponses",
        "{\"integrationResponseKey\":\"$default\",\"responseTemplates\":{\"a\":\"%s\"}}"
            .formatted(template));
    return integration.substring(integration.lastIndexOf('/') + 1);
  }

  private void route(String key, String integration) {
    String route =
        http.create(
            "/v2/apis/" + id + "/routes",
            "{\"routeKey\":\"%s\",\"target\":\"integrations/%s\"}".formatted(key, integration));
    http.create(route + "/routeresponses", "{\"routeResponseKey\":\"$default\"}");
  }

  public String id() {
    return id;
  }

  /** The path of its stage at the gateway. */
  public String stage() {
    return "/execute-api/" + id + "/prod";
  }

  /** Asks a client for its identifier. */
  public static String connectionId(WebSocketClient client) throws InterruptedException {
    client.send("who am I");
    return client.next();
  }
}
