package dev.patchbay.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.LimitedProcess;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Terraform makes, changes, reduces, imports and destroys an API, and after each step its plan is
 * empty. The profile {@code terraform} runs it, with the folder of the plugins as a property.
 */
@ExtendWith(RedisServerExtension.class)
final class TerraformIT {

  /** The configuration is created, changed, and reduced to its required parts. */
  private static final int STEPS = 3;

  private static final Map<String, String> IMPORT_IDENTIFIERS =
      Map.ofEntries(
          Map.entry("aws_apigatewayv2_api", "id"),
          Map.entry("aws_apigatewayv2_api_mapping", "id/domain_name"),
          Map.entry("aws_apigatewayv2_authorizer", "api_id/id"),
          Map.entry("aws_apigatewayv2_deployment", "api_id/id"),
          Map.entry("aws_apigatewayv2_domain_name", "id"),
          Map.entry("aws_apigatewayv2_integration", "api_id/id"),
          Map.entry("aws_apigatewayv2_integration_response", "api_id/integration_id/id"),
          Map.entry("aws_apigatewayv2_model", "api_id/id"),
          Map.entry("aws_apigatewayv2_route", "api_id/id"),
          Map.entry("aws_apigatewayv2_route_response", "api_id/route_id/id"),
          Map.entry("aws_apigatewayv2_stage", "api_id/name"),
          Map.entry("aws_apigatewayv2_vpc_link", "id"));

  @TempDir private Path directory;

  @BeforeAll
  static void thereAreAProgramAndPlugins() {
    assumeTrue(
        !System.getProperty("terraform.plugins", "").isEmpty(),
        "there is no folder of Terraform's plugins");
  }

  /** Twice at the default limits of rate, then at those that AWS documents. */
  @ParameterizedTest
  @CsvSource({"websocket, 100000, 100000", "http, 100000, 100000", "websocket, 10, 40"})
  void everyStepEndsInAnEmptyPlan(
      String configuration, String rate, String burst, RedisServer redis) throws Exception {
    redis.flushAll();
    Map<String, String> throttle =
        Map.of("PATCHBAY_THROTTLE_RATE", rate, "PATCHBAY_THROTTLE_BURST", burst);
    try (LimitedProcess service = LimitedProcess.start(redis.uri(), throttle)) {
      Terraform terraform = init(configuration, "made", service.address());
      for (int step = 1; step <= STEPS; step++) {
        terraform.apply(step);
      }

      List<JsonObject> resources = terraform.resources();
      Terraform imported = init(configuration, "imported", service.address());
      assertThat(imported.importAll(STEPS, imports(resources)))
          .contains(resources.size() + " imported, 0 added, 0 changed, 0 destroyed");

      terraform.destroy();
      Http http = new Http(service.address());
      assertThat(http.get("/v2/apis").json().getJsonArray("items")).isEmpty();
      assertThat(http.get("/v2/domainnames").json().getJsonArray("items")).isEmpty();
      assertThat(http.get("/v2/vpclinks").json().getJsonArray("items")).isEmpty();
    }
  }

  /** An API that was imported by its identifier has no document in the state, so none is. */
  @Test
  void everyStepOfADocumentEndsInAnEmptyPlan(RedisServer redis) throws Exception {
    redis.flushAll();
    try (LimitedProcess service =
        LimitedProcess.start(redis.uri(), Map.of("PATCHBAY_THROTTLE_RATE", "0"))) {
      Http http = new Http(service.address());
      Terraform terraform = init("openapi", "made", service.address());
      for (int step = 1; step <= STEPS; step++) {
        terraform.apply(step);
        String api =
            "/v2/apis/"
                + http.get("/v2/apis")
                    .json()
                    .getJsonArray("items")
                    .getJsonObject(0)
                    .getString("apiId");
        assertThat(http.get(api + "/routes").json().getJsonArray("items"))
            .hasSize(step == STEPS ? 1 : 2);
      }
      terraform.destroy();
      assertThat(http.get("/v2/apis").json().getJsonArray("items")).isEmpty();
    }
  }

  private Terraform init(String configuration, String name, URI endpoint) throws Exception {
    return Terraform.init(
        Path.of("src", "test", "terraform", configuration),
        Files.createDirectory(directory.resolve(name)),
        Path.of(System.getProperty("terraform.plugins")),
        endpoint);
  }

  private static String imports(List<JsonObject> resources) {
    return resources.stream()
        .map(
            resource ->
                "import {\n  to = %s\n  id = \"%s\"\n}\n"
                    .formatted(resource.getString("address"), importIdentifier(resource)))
        .collect(Collectors.joining());
  }

  private static String importIdentifier(JsonObject resource) {
    String members = IMPORT_IDENTIFIERS.get(resource.getString("type"));
    JsonObject values = resource.getJsonObject("values");
    return List.of(members.split("/")).stream()
        .map(values::getString)
        .collect(Collectors.joining("/"));
  }
}
