package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Seeded;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code -Dfuzz.cases=5000} makes it long. */
class CompiledSchemaTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 300);

  private static final Map<String, String> DOCUMENTS = SchemaDocuments.load(ApiGatewayTypes.ALL);
  private static final SchemaRepository REPOSITORY = SchemaDocuments.repository(DOCUMENTS);

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "\n",
          "CONVERT_TO_TEXT",
          "CONVERT_TO_TEXT\n",
          "HTTP",
          "WEBSOCKET",
          "MOCK",
          "NONE",
          "INTERNET",
          "NEVER",
          "ipv4",
          "1.0",
          "$default",
          "/a/",
          "/(/",
          "'a'",
          "'a'\n",
          "'",
          "context.a",
          "integration.response.body",
          "integration.response.body.a[",
          "integration.response.body.a[0]",
          "integration.response.header.A",
          "stageVariables.a b");

  private static final List<String> KEYS =
      List.of(
          "",
          "a",
          "200",
          "required",
          "maxAge",
          "allowMethods",
          "serverNameToVerify",
          "\n",
          "method.response.header.a",
          "route.response.header.b",
          "method.response.header.a\n");

  /** Lengths on both sides of every bound, in units and in code points. */
  private static final int[] LENGTHS = {
    63, 64, 65, 127, 128, 129, 256, 257, 512, 513, 1024, 1025, 1600, 1601, 2048, 2049, 32768, 32769
  };

  private static final long[] NUMBERS = {-2, -1, 0, 49, 50, 30_000, 30_001, 86_400, 86_401};

  @Test
  void agreesWithTheValidator() {
    long seed = Seeded.seed();
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    int cases = 0;
    for (ResourceType type : ApiGatewayTypes.ALL.served()) {
      for (LifecycleOperation operation :
          List.of(LifecycleOperation.CREATE, LifecycleOperation.UPDATE)) {
        String uri = uri(operation.nameOn(type) + "Request");
        CompiledSchema check = new SchemaCompiler(REPOSITORY).compile(schema(uri));
        Expressions expressions = new Expressions();
        Validator validator = REPOSITORY.validator(uri);
        for (int i = 0; i < CASES; i++) {
          Map<String, @Nullable Object> request = request(random, schema(uri));
          boolean valid = validator.validate(new JsonObject(request)).getValid();

          assertThat(check.accepts(request) && hasFormats(expressions, check, request))
              .as("-Dpatchbay.seed=%d, %s of %s", seed, operation, request)
              .isEqualTo(valid);
          accepted += valid ? 1 : 0;
          cases++;
        }
      }
    }
    assertThat(accepted).isBetween(cases / 10, cases * 9 / 10);
  }

  @SuppressWarnings("unchecked") // The members of a request may be null here.
  private static boolean hasFormats(
      Expressions expressions, CompiledSchema schema, Map<String, ?> request) {
    try {
      expressions.check(schema, (Map<String, Object>) request);
      return true;
    } catch (ServiceException e) {
      return false;
    }
  }

  private static String uri(String name) {
    return SchemaDocuments.BASE_URI + "/" + SchemaDocuments.path(name);
  }

  private static JsonObject schema(String uri) {
    return (JsonObject) REPOSITORY.find(uri);
  }

  /**
   * Mostly what is required, and one or two members, of any type but more often of the right one.
   */
  private static Map<String, @Nullable Object> request(SplittableRandom random, JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    List<String> names = new ArrayList<>(properties.fieldNames());
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    if (schema.containsKey("required") && random.nextInt(8) > 0) {
      for (Object name : schema.getJsonArray("required")) {
        Object values = properties.getJsonObject((String) name).getValue("enum");
        request.put((String) name, values == null ? "a" : "HTTP");
      }
    }
    for (int count = random.nextInt(3); count > 0; count--) {
      String name = names.get(random.nextInt(names.size()));
      String types = String.valueOf(properties.getJsonObject(name).getValue("type"));
      request.put(name, value(random, types));
    }
    return request;
  }

  private static @Nullable Object value(SplittableRandom random, String types) {
    if (random.nextInt(6) == 0) {
      return anything(random, 2);
    }
    if (types.contains("string")) {
      return text(random);
    }
    if (types.contains("boolean")) {
      return random.nextBoolean();
    }
    if (types.contains("integer")) {
      return NUMBERS[random.nextInt(NUMBERS.length)];
    }
    return types.contains("array") ? list(random, 1) : map(random, 2);
  }

  private static @Nullable Object anything(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble();
      case 4 -> BigInteger.TWO.pow(64 + random.nextInt(9));
      case 5, 6 -> text(random);
      case 7 -> list(random, depth - 1);
      default -> map(random, depth - 1);
    };
  }

  private static List<@Nullable Object> list(SplittableRandom random, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      list.add(random.nextInt(4) == 0 ? anything(random, depth) : text(random));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(SplittableRandom random, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      String key = random.nextInt(16) == 0 ? text(random) : KEYS.get(random.nextInt(KEYS.size()));
      map.put(key, random.nextInt(5) == 0 ? anything(random, depth) : text(random));
    }
    return map;
  }

  private static String text(SplittableRandom random) {
    if (random.nextInt(5) > 0) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    return (random.nextBoolean() ? "a" : "\uD83D\uDE00").repeat(length);
  }

  @Test
  void unknownKeywordFailsTheStart() {
    assertThatThrownBy(
            () ->
                RequestSchemas.of(
                    ApiGatewayTypes.ALL, with("\"minLength\": 1", "\"contentEncoding\": \"x\"")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schemas/UpdateIntegrationResponseRequest.json can not be used")
        .hasMessageContaining("contentEncoding");
    assertThatThrownBy(() -> RequestSchemas.of(ApiGatewayTypes.ALL, with("selection-key", "email")))
        .hasMessageContaining("its format email is not supported");
    assertThatThrownBy(
            () ->
                RequestSchemas.of(
                    ApiGatewayTypes.ALL, with("\"not\": {}", "\"not\": {\"type\":\"null\"}")))
        .hasMessageContaining("its keyword not");
  }

  private static Map<String, String> with(String old, String changed) {
    Map<String, String> documents = new LinkedHashMap<>(DOCUMENTS);
    documents.computeIfPresent(
        "UpdateIntegrationResponseRequest", (name, text) -> text.replace(old, changed));
    return documents;
  }
}
