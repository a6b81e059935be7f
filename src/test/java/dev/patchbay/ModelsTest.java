package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models, and the routes and route responses that name them. */
class ModelsTest {

  private static final String SCHEMA = "{ \"type\": \"object\",\n \"required\": [\"a\"] }";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private String api = "";

  @BeforeEach
  void createApi() {
    api = http.createApi();
  }

  private static String model(String name, String schema) {
    return new JsonObject().put("name", name).put("schema", schema).encode();
  }

  private String create(String name) {
    return http.create(api + "/models", model(name, "{}"));
  }

  @Test
  void aSchemaIsAnsweredAsItWasSent() {
    String path = http.create(api + "/models", model("message", SCHEMA));
    String id = path.substring(path.lastIndexOf('/') + 1);

    assertThat(id).matches("[a-z0-9]{6}");
    assertThat(http.get(path).json().getMap())
        .isEqualTo(Map.of("modelId", id, "name", "message", "schema", SCHEMA));
  }

  @Test
  void namesAreAlphanumericAndUnique() {
    create("message");
    http.post(api + "/models", model("a-b", "{}"))
        .assertError(400, "BadRequestException", "Model name must be alphanumeric: a-b");
    http.post(api + "/models", model("message", "{}"))
        .assertError(409, "ConflictException", "Model name already exists for this API");
  }

  @Test
  void aSchemaThatIsNoneIsRefused() {
    String text =
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
            + " specified]";
    String path = create("message");
    for (String schema : new String[] {"", "no", "[]", "{\"required\":[]}"}) {
      http.post(api + "/models", model("other", schema))
          .assertError(400, "BadRequestException", text);
      http.patch(path, new JsonObject().put("schema", schema).encode())
          .assertError(400, "BadRequestException", text);
    }
    assertThat(http.get(path).json().getString("schema")).isEqualTo("{}");
  }

  @Test
  void anHttpApiHasNone() {
    String httpApi = http.create("/v2/apis", "{\"name\":\"n\",\"protocolType\":\"HTTP\"}");
    http.post(httpApi + "/models", model("message", "{}"))
        .assertError(
            400,
            "BadRequestException",
            "Currently, Models are not permitted for APIs with a protocol type of HTTP");
  }

  @Test
  void aRouteNamesModelsThatAreThere() {
    String missing = "{\"routeKey\":\"a\",\"requestModels\":{\"$default\":\"message\"}}";
    http.post(api + "/routes", missing)
        .assertError(400, "BadRequestException", "Invalid model identifier specified: message");
    create("message");
    String route = http.create(api + "/routes", missing);
    http.patch(route, "{\"requestModels\":{\"x\":\"other\"}}")
        .assertError(400, "BadRequestException", "Invalid model identifier specified: other");
    create("other");
    assertThat(
            http.patch(route, "{\"requestModels\":{\"x\":\"other\"}}")
                .json()
                .getJsonObject("requestModels")
                .getMap())
        .isEqualTo(Map.of("$default", "message", "x", "other"));
  }

  @Test
  void aModelInUseIsNeitherDeletedNorRenamed() {
    String model = create("message");
    String route =
        http.create(
            api + "/routes", "{\"routeKey\":\"join\",\"requestModels\":{\"m\":\"message\"}}");
    String inRoute = "Cannot delete model 'message', is referenced in route: join";
    http.delete(model).assertError(409, "ConflictException", inRoute);
    http.patch(model, "{\"name\":\"news\"}").assertError(409, "ConflictException", inRoute);
    assertThat(http.patch(model, "{\"name\":\"message\",\"description\":\"d\"}").status())
        .isEqualTo(200);
    String response =
        http.create(
            route + "/routeresponses",
            "{\"routeResponseKey\":\"$default\",\"responseModels\":{\"m\":\"message\"}}");
    assertThat(http.patch(route, "{\"requestModels\":{\"m\":\"\"}}").status()).isEqualTo(200);
    http.delete(model)
        .assertError(
            409,
            "ConflictException",
            "Cannot delete model 'message', is referenced in route response: $default");

    assertThat(http.delete(response).status()).isEqualTo(204);
    assertThat(http.patch(model, "{\"name\":\"news\"}").status()).isEqualTo(200);
    assertThat(http.delete(model).status()).isEqualTo(204);
    http.delete(model).assertError(404, "NotFoundException", "Invalid Model identifier specified");
  }
}
