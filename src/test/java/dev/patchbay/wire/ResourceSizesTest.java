package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Seeded;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.TemplatePatch;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResourceSizesTest {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);
  private static final PatchSemantics MERGE = new PatchSemantics(TemplatePatch.MERGE);

  private static Map<String, Object> merged(
      ResourceSizes sizes,
      ResourceType type,
      Map<String, Object> before,
      Map<String, Object> change) {
    Map<String, Object> after = MERGE.apply(type, before, change);
    sizes.check(type, before, after);
    return after;
  }

  private static Map<String, Object> numbered(String prefix, int from, int count, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = from; i < from + count; i++) {
      map.put(prefix + i, value);
    }
    return map;
  }

  @Test
  void aResourceGrowsToItsLimitAndNotOneByteFurther() {
    Map<String, Object> one =
        Map.of("integrationResponseKey", "a", "responseTemplates", Map.of("a", "x".repeat(400)));
    int bytes = ResourceCodec.encode(one).length;
    assertThatCode(
            () ->
                new ResourceSizes(SCHEMAS, bytes)
                    .check(ApiGatewayTypes.INTEGRATION_RESPONSE, Map.of(), one))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new ResourceSizes(SCHEMAS, bytes - 1)
                    .check(ApiGatewayTypes.INTEGRATION_RESPONSE, Map.of(), one))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "Invalid responseTemplates specified: with it the IntegrationResponse would be %d bytes"
                + " of JSON. Allowed: at most %d bytes.",
            bytes, bytes - 1);
  }

  @Test
  void resourceBeyondTheLimitMayOnlyShrink() {
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, 1024);
    Map<String, Object> before =
        Map.of(
            "integrationResponseKey",
            "a",
            "responseTemplates",
            Map.of("a", "x".repeat(2_000), "b", "y"));
    merged(
        sizes,
        ApiGatewayTypes.INTEGRATION_RESPONSE,
        before,
        Map.of("responseTemplates", Map.of("a", "x".repeat(1_500))));
    merged(
        sizes, ApiGatewayTypes.INTEGRATION_RESPONSE, before, Map.of("integrationResponseKey", "b"));
    assertThatThrownBy(
            () ->
                merged(
                    sizes,
                    ApiGatewayTypes.INTEGRATION_RESPONSE,
                    before,
                    Map.of("templateSelectionExpression", "abc")))
        .hasMessageContaining("Invalid templateSelectionExpression specified");
  }

  @Test
  void mergedMapsHaveTheEntriesOfARequestsMap() {
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, 1 << 20);
    Map<String, Object> full =
        merged(
            sizes,
            ApiGatewayTypes.ROUTE,
            Map.of(),
            Map.of("requestModels", numbered("k", 0, 256, "m")));
    assertThatThrownBy(
            () ->
                merged(
                    sizes, ApiGatewayTypes.ROUTE, full, Map.of("requestModels", Map.of("k", "m"))))
        .hasMessage("Invalid requestModels specified: 257 entries. Allowed: at most 256 entries.");
    merged(sizes, ApiGatewayTypes.ROUTE, full, Map.of("requestModels", Map.of("k", "m", "k1", "")));

    Map<String, Object> status =
        merged(
            sizes,
            ApiGatewayTypes.INTEGRATION,
            Map.of(),
            Map.of("responseParameters", Map.of("200", numbered("k", 0, 256, "m"))));
    assertThatThrownBy(
            () ->
                merged(
                    sizes,
                    ApiGatewayTypes.INTEGRATION,
                    status,
                    Map.of("responseParameters", Map.of("200", Map.of("k", "m")))))
        .hasMessage(
            "Invalid responseParameters.200 specified: 257 entries. Allowed: at most 256 entries.");
  }

  @Test
  void mergedVariablesOfAStageAreNoMoreThanItsLimit() {
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, 1 << 20);
    int most = Limit.STAGE_VARIABLES.intValue();
    Map<String, Object> full =
        merged(
            sizes,
            ApiGatewayTypes.STAGE,
            Map.of(),
            Map.of("stageVariables", numbered("v", 0, most, "1")));
    assertThatThrownBy(
            () ->
                merged(
                    sizes,
                    ApiGatewayTypes.STAGE,
                    full,
                    Map.of("stageVariables", Map.of("more", "1"))))
        .hasMessage("Invalid stageVariables specified: 101 entries. Allowed: at most 100 entries.");
    merged(
        sizes,
        ApiGatewayTypes.STAGE,
        full,
        Map.of("stageVariables", Map.of("more", "1", "v1", "")));
  }

  @Test
  void mergedValuesAreNoMoreThanARequestMayHold() {
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, 1 << 20);
    Map<String, Object> grown = Map.of();
    for (int status = 200; status < 207; status++) {
      grown =
          merged(
              sizes,
              ApiGatewayTypes.INTEGRATION,
              grown,
              Map.of("responseParameters", Map.of("" + status, numbered("k", 0, 256, "m"))));
    }
    Map<String, Object> most = grown;
    assertThatThrownBy(
            () ->
                merged(
                    sizes,
                    ApiGatewayTypes.INTEGRATION,
                    most,
                    Map.of("responseParameters", Map.of("207", numbered("k", 0, 256, "m")))))
        .hasMessage(
            "Invalid responseParameters specified: with it the Integration would hold 2057 values."
                + " Allowed: at most 2048 values.");
  }

  @Test
  void mergedExpressionsCostNoMoreThanTheExpressionsOfARequest() {
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, 1 << 20);
    Map<String, Object> first = new LinkedHashMap<>();
    Map<String, Object> second = new LinkedHashMap<>();
    for (int i = 0; i < Expressions.WORK_MAX / 256; i++) {
      String path = "integration.response.body.p" + i;
      first.put("method.response.header.h" + i, path + "a".repeat(256 - path.length()));
    }
    second.put("method.response.header.more", "integration.response.body.a");
    Map<String, Object> full =
        merged(
            sizes,
            ApiGatewayTypes.INTEGRATION_RESPONSE,
            Map.of(),
            Map.of("responseParameters", first));
    assertThatThrownBy(
            () ->
                merged(
                    sizes,
                    ApiGatewayTypes.INTEGRATION_RESPONSE,
                    full,
                    Map.of("responseParameters", second)))
        .hasMessageContaining(
            "Invalid responseParameters specified: its expressions are too much work");
  }

  /** Whatever small updates make of a resource, its own JSON is a request that is accepted. */
  @Test
  void storedResourceCanBeSentAgain() {
    long seed = Seeded.seed();
    SplittableRandom random = new SplittableRandom(seed);
    int bytesMax = 64 * 1024;
    ResourceSizes sizes = new ResourceSizes(SCHEMAS, bytesMax);
    Map<String, Object> members = new LinkedHashMap<>();
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      Map<String, Object> change = new LinkedHashMap<>();
      int number = random.nextInt(400);
      change.put(
          "responseParameters",
          Map.of(
              "method.response.header.h" + number,
              random.nextInt(8) == 0
                  ? ""
                  : "integration.response.body.a[?(@.n > "
                      + number
                      + ")].b"
                      + "c".repeat(random.nextInt(200))));
      change.put("responseTemplates", Map.of("t" + number, "x".repeat(random.nextInt(1_000))));
      try {
        members = merged(sizes, ApiGatewayTypes.INTEGRATION_RESPONSE, members, change);
      } catch (ServiceException e) {
        refused++;
      }
    }
    byte[] body = ResourceCodec.encode(members);
    assertThat(body.length).as("-Dpatchbay.seed=%d", seed).isLessThanOrEqualTo(bytesMax);
    Map<String, Object> again =
        SCHEMAS.check(
            "UpdateIntegrationResponse",
            JsonReader.read(body, ApiGatewayTypes.INTEGRATION_RESPONSE.members().keySet()));
    assertThat(MERGE.apply(ApiGatewayTypes.INTEGRATION_RESPONSE, members, again))
        .isEqualTo(members);
    assertThat(refused).isPositive();
  }

  /** A map or a list without a bound would be one that a caller can grow. */
  @Test
  void everyMapAndListOfAStoredShapeHasABound() {
    SCHEMAS.documents().entrySet().stream()
        // These are not stored: limits of a body, of the evaluator and of a recording bound them.
        .filter(each -> !each.getKey().startsWith("Evaluat"))
        .filter(each -> !each.getKey().equals(SchemaDocuments.CONNECTION_MESSAGES))
        .forEach(each -> assertBounded(each.getKey(), new JsonObject(each.getValue()), true));
  }

  private static String name(String where) {
    return where.substring(where.lastIndexOf('/') + 1);
  }

  private static Limit entriesOf(String name) {
    return switch (name) {
      case "tags", "Tags" -> Limit.TAGS;
      case "stageVariables" -> Limit.STAGE_VARIABLES;
      default -> Limit.ENTRIES;
    };
  }

  private static int itemsOf(String where) {
    if (!where.contains("Request/")) {
      return Limit.ENTRIES.intValue();
    }
    return switch (name(where)) {
      // AWS says how many a link, a rule, a portal or a change of an account may have.
      case "subnetIds" -> 10;
      case "conditions" -> 3;
      case "includedPortalProductArns" -> 200;
      case "patchOperations" -> 16;
      case "actions", "anyOf" -> 1;
      default -> Limit.ENTRIES.intValue();
    };
  }

  private static void assertBounded(String where, JsonObject schema, boolean top) {
    String types = String.valueOf(schema.getValue("type"));
    boolean map =
        schema.containsKey("additionalProperties") || schema.containsKey("patternProperties");
    boolean list = types.contains("array");
    boolean empty = types.contains("object") && !schema.containsKey("properties");
    assertThat(map || !empty || name(where).matches("corsConfiguration|definitions"))
        .as("%s says what it holds", where)
        .isTrue();
    if (map && !top) {
      assertThat(schema.getInteger("maxProperties"))
          .as(where)
          .isEqualTo(entriesOf(name(where)).intValue());
      assertThat(schema.getJsonObject("propertyNames").getInteger("maxLength"))
          .as(where)
          .isPositive();
    }
    if (list) {
      assertThat(schema.getInteger("maxItems")).as(where).isEqualTo(itemsOf(where));
    }
    for (String keyword : List.of("properties", "patternProperties", "$defs")) {
      JsonObject nested = schema.getJsonObject(keyword, new JsonObject());
      nested
          .fieldNames()
          .forEach(each -> assertBounded(where + "/" + each, nested.getJsonObject(each), false));
    }
    for (String keyword : List.of("additionalProperties", "items")) {
      if (schema.getValue(keyword) instanceof JsonObject nested) {
        assertBounded(where + "/" + keyword, nested, false);
      }
    }
  }
}
