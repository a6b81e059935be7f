package dev.patchbay.console;

import dev.patchbay.testkit.Http;
import io.vertx.core.json.JsonObject;

/**
 * An API that answers by two templates, as in the README.
 *
 * @param integration path of its integration
 * @param response path of the integration response that welcomes
 * @param route path of its route
 */
record ChatApi(Http http, String path, String integration, String response, String route) {

  static final String WELCOME = "welcome to $stageVariables.room";

  static ChatApi create(Http http) {
    String api = http.createApi();
    String integration =
        http.create(
            api + "/integrations",
            new JsonObject()
                .put("integrationType", "MOCK")
                .put("requestTemplates", new JsonObject().put("$default", "{\"statusCode\": 200}"))
                .encode());
    String response = response(http, integration, "/2\\d\\d/", WELCOME);
    response(http, integration, "$default", "who are you?");
    String route =
        http.create(
            api + "/routes",
            new JsonObject()
                .put("routeKey", "join")
                .put("target", "integrations/" + lastOf(integration))
                .encode());
    http.create(route + "/routeresponses", "{\"routeResponseKey\": \"$default\"}");
    http.create(
        api + "/stages",
        """
        {"stageName": "prod", "autoDeploy": true, "stageVariables": {"room": "kitchen"}}""");
    return new ChatApi(http, api, integration, response, route);
  }

  private static String response(Http http, String integration, String key, String template) {
    return http.create(
        integration + "/integrationresponses",
        new JsonObject()
            .put("integrationResponseKey", key)
            .put("responseTemplates", new JsonObject().put("$default", template))
            .encode());
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The fragment of the view of the API. */
  String view() {
    return "#/apis/" + lastOf(path);
  }

  /** The fragment of the view of the route. */
  String routeView() {
    return view() + "/routes/" + lastOf(route);
  }

  /** The fragment of the view of the integration. */
  String integrationView() {
    return view() + "/integrations/" + lastOf(integration);
  }

  /** The fragment of the view of the integration response. */
  String responseView() {
    return integrationView() + "/responses/" + lastOf(response);
  }

  /** The template that is stored. */
  String template() {
    return http.get(response).json().getJsonObject("responseTemplates").getString("$default");
  }
}
