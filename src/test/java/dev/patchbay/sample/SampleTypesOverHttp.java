package dev.patchbay.sample;

import static dev.patchbay.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The answers of a service with the sample types, on every topology. */
record SampleTypesOverHttp(Http http) {

  void check() throws Exception {
    String api = http.createApi();
    gaugesNameIntegrations(api);
    panelsNameGauges(api);
    zonesHaveTheirCallersNames();
    bindingsNameGaugesOfApis(api);
    operationsOfTheirOwn(api);
    changesAreFollowedByRoot(api);
  }

  private void operationsOfTheirOwn(String api) {
    JsonObject gauge = new JsonObject(post(api + "/gauges", "name", "own", "description", "x"));
    String path = api + "/gauges/" + gauge.getString("gaugeId");
    assertThat(http.delete(path + "/text").status()).isEqualTo(204);
    assertThat(http.get(path).json().containsKey("description")).isFalse();
    Answer marked = http.post(path + "/marks", json("marks", new JsonObject().put("a", "b")));
    assertThat(marked.status() + marked.body()).isEqualTo("201{}");
    assertThat(http.get(path).json().getJsonObject("tags").getString("a")).isEqualTo("b");
    assertThat(http.post(path + "/marks", json("marks", 1)).status()).isEqualTo(400);
    assertThat(http.get(path + "/marks").status()).isEqualTo(405);
    assertRefused(
        http.delete(api + "/gauges/none/text"), 404, "Invalid Gauge identifier specified");
    for (String arn : List.of("arn:aws:x::/zones/z", "arn%3Aaws%3Ax%3A%3A%2Fzones%2Fz")) {
      JsonObject found = http.get("/v2/targets/" + arn + "?key=a&key=b").json();
      assertThat(found.getString("target")).isEqualTo("arn:aws:x::/zones/z");
      assertThat(found.getJsonArray("keys")).containsExactly("a", "b");
    }
    assertThat(http.delete(path).status()).isEqualTo(204);
  }

  private String post(String path, Object... members) {
    Answer made = http.post(path, json(members));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.body();
  }

  private static String json(Object... members) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object.encode();
  }

  private static void assertRefused(Answer answer, int status, String message) {
    assertThat(answer.json().getString("message")).as(answer.body()).isEqualTo(message);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void gaugesNameIntegrations(String api) {
    String integration = http.createIntegration(api);
    String target = "integrations/" + last(integration);
    JsonObject gauge =
        new JsonObject(
            post(api + "/gauges", "name", "speed", "integration", target, "extra", "ignored"));
    assertThat(gauge.fieldNames())
        .containsExactly(
            "createdDate", "gaugeId", "integration", "lastUpdatedDate", "name", "tags");
    assertThat(gauge.getString("gaugeId")).matches("[a-z0-9]{6}");
    String path = api + "/gauges/" + gauge.getString("gaugeId");
    assertRefused(
        http.post(api + "/gauges", json("name", "speed")), 409, "A gauge named speed exists");
    assertRefused(
        http.post(api + "/gauges", json("name", "a", "integration", "x")),
        400,
        "No integration: x");
    assertRefused(
        http.post(api + "/gauges", json("name", "a", "integration", "integrations/none")),
        404,
        "Invalid Integration identifier specified");
    assertThat(http.post(api + "/gauges", json("name", 1)).status()).isEqualTo(400);
    assertRefused(
        http.delete(integration),
        409,
        "Measured by [%s], speed".formatted(gauge.getString("gaugeId")));
    Answer patched = http.patch(path, json("description", "fast", "integration", ""));
    assertThat(patched.json().getString("description")).isEqualTo("fast");
    assertThat(patched.json().containsKey("integration")).isFalse();
    assertThat(http.get(path).body()).isEqualTo(patched.body());
    assertThat(http.delete(integration).status()).isEqualTo(204);
    String httpApi = http.create("/v2/apis", json("name", "h", "protocolType", "HTTP"));
    assertRefused(
        http.post(httpApi + "/gauges", json("name", "a")),
        400,
        "Gauges are only for WEBSOCKET APIs");
    assertThat(http.delete(httpApi).status()).isEqualTo(204);
    assertThat(http.get(httpApi + "/gauges").status()).isEqualTo(404);
  }

  private void panelsNameGauges(String api) {
    String heat =
        api
            + "/gauges/"
            + new JsonObject(post(api + "/gauges", "name", "heat")).getString("gaugeId");
    assertRefused(
        http.post(api + "/panels", json("gauges", new JsonObject().put("a", "none"))),
        400,
        "No gauge is named none");
    JsonObject gauges = new JsonObject().put("a", "speed").put("b", "heat").put("c", "heat");
    String panel =
        api
            + "/panels/"
            + new JsonObject(post(api + "/panels", "title", "left", "gauges", gauges))
                .getString("panelId");
    assertRefused(http.delete(heat), 400, "Gauge heat is on panel left");
    assertRefused(http.patch(heat, json("name", "cold")), 400, "Gauge heat is on panel left");
    assertThat(
            http.patch(panel, json("gauges", new JsonObject().put("b", "").put("c", ""))).status())
        .isEqualTo(200);
    assertThat(http.patch(heat, json("name", "cold")).status()).isEqualTo(200);
    Answer deleted = http.delete(panel);
    assertThat(deleted.status() + deleted.body()).isEqualTo("202{}");
    assertThat(http.delete(heat).status()).isEqualTo(204);
    for (int i = 0; i < 4; i++) {
      post(api + "/gauges", "name", "more " + i);
    }
    Answer first = http.get(api + "/gauges?maxResults=3");
    JsonArray items = first.json().getJsonArray("items");
    assertThat(items).hasSize(3);
    Answer second =
        http.get(api + "/gauges?maxResults=3&nextToken=" + first.json().getString("nextToken"));
    assertThat(second.json().getJsonArray("items")).hasSize(2);
    assertThat(second.json().containsKey("nextToken")).isFalse();
  }

  private void zonesHaveTheirCallersNames() throws Exception {
    post("/v2/zones", "zoneName", "*.example.com", "description", "all");
    assertRefused(
        http.post("/v2/zones", json("zoneName", "*.example.com")),
        409,
        "Zone *.example.com exists");
    assertThat(http.post("/v2/zones", json("zoneName", "a/b")).status()).isEqualTo(400);
    assertThat(http.post("/v2/zones", json("description", "x")).status()).isEqualTo(400);
    String zone = "/v2/zones/%2A.example.com";
    assertThat(http.get(zone).json().getString("description")).isEqualTo("all");
    assertThat(http.patch(zone, json("description", "some")).status()).isEqualTo(200);
    assertRefused(http.get("/v2/zones/none"), 404, "No zone none in 000000000000");
    post("/v2/zones", "zoneName", "$default");
    post("/v2/zones", "zoneName", "z-1");
    assertRefused(
        http.post("/v2/zones", json("zoneName", "z-2")),
        429,
        "Maximum number of Zones for this account has been reached.  Please contact AWS if you"
            + " need additional Zones.");
    assertThat(
            http.get("/v2/zones").json().getJsonArray("items").stream()
                .map(each -> ((JsonObject) each).getString("zoneName")))
        .isEqualTo(List.of("$default", "*.example.com", "z-1"));
    assertThat(http.delete("/v2/zones/z-1").status()).isEqualTo(204);
    // A Cluster takes it out of the list of zones in a second step.
    eventually(
        "the name is free", () -> http.post("/v2/zones", json("zoneName", "z-1")).status() == 201);
  }

  private void bindingsNameGaugesOfApis(String api) {
    String bindings = "/v2/zones/z-1/bindings";
    String gauge =
        http.get(api + "/gauges")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("gaugeId");
    assertRefused(
        http.post("/v2/zones/none/bindings", json("apiId", last(api), "gaugeId", gauge)),
        404,
        "No zone none in 000000000000");
    assertRefused(
        http.post(bindings, json("apiId", "none", "gaugeId", gauge)),
        404,
        "Invalid API identifier specified 000000000000:none");
    assertRefused(
        http.post(bindings, json("apiId", last(api), "gaugeId", "none")),
        404,
        "Invalid Gauge identifier specified");
    JsonObject binding = new JsonObject(post(bindings, "apiId", last(api), "gaugeId", gauge));
    String path = bindings + "/" + binding.getString("bindingId");
    assertRefused(
        http.post(bindings, json("apiId", last(api), "gaugeId", gauge)), 409, "The binding exists");
    post(bindings, "apiId", last(api), "gaugeId", gauge, "bindingKey", "b");
    assertRefused(
        http.patch(path, json("gaugeId", "none")), 404, "Invalid Gauge identifier specified");
    assertThat(http.patch(path, json("gaugeId", gauge, "bindingKey", "c")).status()).isEqualTo(200);
    assertRefused(http.patch(path, json("bindingKey", "b")), 409, "The binding exists");
    assertThat(http.get(bindings).json().getJsonArray("items")).hasSize(2);
    assertThat(http.delete("/v2/zones/$default").status()).isEqualTo(204);
  }

  private void changesAreFollowedByRoot(String api) {
    JsonArray zone = http.get("/patchbay/v1/zones/z-1/changes").json().getJsonArray("items");
    assertThat(zone.stream().map(each -> ((JsonObject) each).getString("operation")))
        .isEqualTo(
            List.of(
                "CreateZone",
                "DeleteZone",
                "CreateZone",
                "CreateBinding",
                "CreateBinding",
                "UpdateBinding"));
    assertThat(zone.getJsonObject(3).getString("zoneName")).isEqualTo("z-1");
    JsonArray ofApi =
        http.get("/patchbay/v1/apis/" + last(api) + "/changes").json().getJsonArray("items");
    assertThat(ofApi.stream().map(each -> ((JsonObject) each).getString("operation")))
        .contains(
            "CreateGauge", "UpdateGauge", "DeleteGauge", "CreatePanel", "ResetGauge", "MarkGauge");
  }
}
