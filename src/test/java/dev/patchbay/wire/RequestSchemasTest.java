package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSchemasTest {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);
  private static final String MAPPING =
      "BadRequestException Invalid mapping expression specified: Validation Result:"
          + " warnings : [], errors : [Invalid ";

  /** One request: the operation, the body, and the outcome. */
  record Row(String operation, String body, String outcome) {}

  @ParameterizedTest
  @MethodSource("rows")
  void checksEachMember(Row row) {
    String outcome = outcome(row.operation, row.body);

    if (row.outcome.endsWith("*")) {
      assertThat(outcome).startsWith(row.outcome.substring(0, row.outcome.length() - 1));
    } else {
      assertThat(outcome).isEqualTo(row.outcome);
    }
  }

  /** {@code ok}, or the error's shape and message. */
  private static String outcome(String operation, String body) {
    try {
      SCHEMAS.check(operation, JsonReader.read(body.getBytes(UTF_8), names(operation)));
      return "ok";
    } catch (ServiceException e) {
      return e.code().shape() + " " + e.message();
    }
  }

  private static Set<String> names(String operation) {
    LifecycleOperation lifecycle =
        operation.startsWith("Create") ? LifecycleOperation.CREATE : LifecycleOperation.UPDATE;
    return ApiGatewayTypes.ALL.served().stream()
        .filter(type -> lifecycle.nameOn(type).equals(operation))
        .flatMap(type -> type.members().values().stream())
        .filter(member -> member.isInputOf(lifecycle))
        .map(Member::name)
        .collect(Collectors.toSet());
  }

  /** The table: an operation's line, then {@code body => outcome} lines; $M is AWS's text. */
  static Stream<Row> rows() throws IOException {
    try (InputStream stream = RequestSchemasTest.class.getResourceAsStream("requests.txt")) {
      String operation = "";
      Stream.Builder<Row> rows = Stream.builder();
      for (String line : new String(stream.readAllBytes(), UTF_8).lines().toList()) {
        String[] sides = line.split(" +=> +", 2);
        if (sides.length == 2) {
          rows.add(new Row(operation, sides[0], sides[1].replace("$M", MAPPING)));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          operation = line.strip();
        }
      }
      return rows.build();
    }
  }

  static Stream<ResourceType> types() {
    return ApiGatewayTypes.ALL.served().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void schemasHaveTheMembersOfTheModel(ResourceType type) {
    for (LifecycleOperation operation :
        List.of(LifecycleOperation.CREATE, LifecycleOperation.UPDATE)) {
      List<String> members =
          type.members().values().stream()
              .filter(member -> member.isInputOf(operation))
              .map(Member::name)
              .toList();
      assertThat(properties(operation.nameOn(type) + "Request")).containsExactlyElementsOf(members);
    }
    assertThat(properties(type.typeName()))
        .containsExactlyElementsOf(type.shown(type.members()).keySet());
  }

  private static Set<String> properties(String schema) {
    return new JsonObject(SCHEMAS.documents().get(schema)).getJsonObject("properties").fieldNames();
  }

  @Test
  void everySchemaCarriesTheAddressThatItIsServedAt() {
    assertThat(SCHEMAS.documents()).hasSize(66);
    SCHEMAS
        .documents()
        .forEach(
            (name, text) ->
                assertThat(new JsonObject(text).getString("$id"))
                    .isEqualTo("/schemas/" + name + ".json"));
  }

  @Test
  void leavesOutMembersThatStructuresDoNotHave() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("a", Map.of("required", true, "other", 1L));
    parameters.put("gone", null);
    Map<String, Object> checked =
        SCHEMAS.check("UpdateRoute", Map.of("requestParameters", parameters));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Map.of("required", true));
    expected.put("gone", null);
    assertThat(checked).isEqualTo(Map.of("requestParameters", expected));
    assertThat(
            SCHEMAS.check(
                "UpdateApi", Map.of("corsConfiguration", Map.of("maxAge", 5L, "other", "x"))))
        .isEqualTo(Map.of("corsConfiguration", Map.of("maxAge", 5L)));
  }

  /** The start relies on it. */
  @Test
  void everySchemaIsOneToTheMetaSchema() {
    Validator metaSchema = metaSchema();
    SCHEMAS
        .documents()
        .forEach(
            (name, text) ->
                assertThat(metaSchema.validate(new JsonObject(text)).getErrors())
                    .as(name)
                    .isNullOrEmpty());
    assertThat(metaSchema.validate(new JsonObject("{\"maxLength\":\"x\"}")).getValid()).isFalse();
  }

  private static Validator metaSchema() {
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("https://patchbay.invalid")
            .setOutputFormat(OutputFormat.Basic);
    SchemaRepository repository = SchemaRepository.create(options);
    String root = "https://json-schema.org/draft/2020-12/";
    for (String name :
        List.of(
            "schema",
            "meta/core",
            "meta/applicator",
            "meta/unevaluated",
            "meta/validation",
            "meta/meta-data",
            "meta/format-annotation",
            "meta/content")) {
      String path = "json-schema.org/draft/2020-12/" + name;
      repository.dereference(root + name, JsonSchema.of(new JsonObject(text(path))));
    }
    return repository.validator(root + "schema");
  }

  private static String text(String path) {
    try (InputStream stream = JsonSchema.class.getClassLoader().getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(stream, path).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void aBrokenSchemaFailsWithItsName() {
    Map<String, String> noSchema = new LinkedHashMap<>(SCHEMAS.documents());
    noSchema.computeIfPresent("CreateRouteRequest", (k, text) -> text.replace("128", "\"x\""));
    assertThatThrownBy(() -> RequestSchemas.of(ApiGatewayTypes.ALL, noSchema))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schemas/CreateRouteRequest.json can not be used");

    Map<String, String> danglingReference = new LinkedHashMap<>(SCHEMAS.documents());
    danglingReference.computeIfPresent("UpdateApiRequest", (k, text) -> text.replace("Cors", "C"));
    assertThatThrownBy(() -> RequestSchemas.of(ApiGatewayTypes.ALL, danglingReference))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schemas/UpdateApiRequest.json can not be used: nothing at");

    Map<String, String> noJson = new LinkedHashMap<>(SCHEMAS.documents());
    noJson.put("definitions", "{");
    assertThatThrownBy(() -> RequestSchemas.of(ApiGatewayTypes.ALL, noJson))
        .hasMessageContaining("schemas/definitions.json can not be used");
  }

  @Test
  void onlyOperationsWithABodyAreChecked() {
    assertThatThrownBy(() -> SCHEMAS.check("DeleteApi", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
