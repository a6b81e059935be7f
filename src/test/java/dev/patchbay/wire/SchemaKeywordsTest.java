package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Seeded;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compiled schema with every keyword, and structures, lists and maps of them in each other. */
class SchemaKeywordsTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 1_000);

  private static final String NAME = "Deep";
  private static final Map<String, String> DOCUMENTS =
      Map.of(
          NAME,
          """
          {"$id": "/schemas/Deep.json", "type": "object", "required": ["name"], "properties": {
            "name": {"description": "a name", "type": "string", "minLength": 1, "maxLength": 4},
            "version": {"description": "2", "const": 2},
            "rate": {"description": "a number up to 3", "type": ["number", "null"],
                     "minimum": 0, "maximum": 3},
            "levels": {"type": "array", "minItems": 1, "maxItems": 2,
                       "items": {"description": "A, 1 or null", "enum": ["A", 1, null]}},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
            "partsByName": {"type": "object", "minProperties": 1, "maxProperties": 2,
                            "propertyNames": {"description": "1 to 3 characters",
                                              "minLength": 1, "maxLength": 3},
                            "additionalProperties": {"$ref": "#/$defs/Part"}}},
           "$defs": {
             "Part": {"type": "object", "required": ["id"], "properties": {
               "id": {"description": "digits", "type": "string", "pattern": "^a*$"},
               "inner": {"type": "object", "properties": {
                  "deeper": {"type": "array", "items": {"$ref": "#/$defs/Choice"}}}},
               "choice": {"$ref": "#/$defs/Choice"}}},
             "Choice": {"description": "exactly one of none and some", "type": "object",
               "properties": {"none": {"type": "object", "properties": {}},
                              "some": {"type": "object", "required": ["x"],
                                       "properties": {"x": {"type": "integer"}}}},
               "oneOf": [{"required": ["none"]}, {"required": ["some"]}]}}}
          """
              .replace("\"$ref\": \"#", "\"$ref\": \"Deep.json#"));

  private final SchemaRepository repository = SchemaDocuments.repository(DOCUMENTS);
  private final CompiledSchema schema = compile();

  private CompiledSchema compile() {
    JsonObject document = (JsonObject) repository.find(SchemaDocuments.uri(NAME));
    return new SchemaCompiler(repository).compile(document);
  }

  @Test
  void agreesWithTheValidatorAtEveryDepth() {
    Validator validator = repository.validator(SchemaDocuments.uri(NAME));
    long seed = Seeded.seed();
    RandomValues values = new RandomValues(new SplittableRandom(seed), repository);
    JsonObject document = (JsonObject) repository.find(SchemaDocuments.uri(NAME));
    int accepted = 0;
    for (int i = 0; i < 4 * CASES; i++) {
      Object value = values.of(document);
      Object vertx = value instanceof Map<?, ?> map ? RandomValues.json(map) : value;
      boolean valid = validator.validate(vertx).getValid();

      assertThat(schema.accepts(value)).as("-Dpatchbay.seed=%d, %s", seed, value).isEqualTo(valid);
      assertThat(FirstFault.of(schema, value, Place.top(value)) == null)
          .as("-Dpatchbay.seed=%d, %s", seed, value)
          .isEqualTo(valid);
      accepted += valid ? 1 : 0;
    }
    assertThat(accepted).isBetween(1_000, 19_000);
  }

  private String refusal(String json) {
    Map<String, Object> members = new LinkedHashMap<>();
    new JsonObject(json.replace('\'', '"'))
        .getMap()
        .forEach((name, value) -> members.put(name, value));
    Map<String, @Nullable Object> read =
        JsonReader.readLine(new JsonObject(members).toBuffer().getBytes());
    Map<String, Object> request = new LinkedHashMap<>();
    read.forEach((name, value) -> request.put(name, Objects.requireNonNull(value)));
    assertThat(schema.accepts(request)).isFalse();
    ServiceException refused = Violations.refusal(schema, Collections.unmodifiableMap(request));
    return refused.code().shape() + " " + refused.message();
  }

  @Test
  void namesThePlaceOfTheFirstFaultAndTheAllowedValues() {
    assertThat(refusal("{'parts':[{'id':'a'},{}],'name':'a'}"))
        .isEqualTo("BadRequestException Id is required in parts[1]");
    assertThat(refusal("{'parts':[{}]}")).isEqualTo("BadRequestException Name is required");
    assertThat(refusal("{'name':'a','levels':[]}"))
        .isEqualTo(
            "BadRequestException Invalid levels specified: 0 entries. Allowed: at least 1 entry.");
    assertThat(refusal("{'name':'a','partsByName':{'b':{'id':'b'}}}"))
        .isEqualTo(
            "BadRequestException Invalid partsByName.b.id specified: \"b\". Allowed: digits.");
    assertThat(refusal("{'name':'a','version':3}"))
        .isEqualTo("BadRequestException Invalid version specified: 3. Allowed: 2.");
    assertThat(refusal("{'name':'a','rate':3.5}"))
        .isEqualTo("BadRequestException Invalid rate specified: 3.5. Allowed: a number up to 3.");
    assertThat(refusal("{'parts':[{'id':'a','choice':{}}],'name':'a'}"))
        .startsWith("BadRequestException Invalid parts[0].choice specified: ")
        .endsWith("Allowed: exactly one of none and some.");
  }

  @Test
  void wrongTypeAtAnyDepthComesBeforeMissingMembers() {
    assertThat(refusal("{'parts':[{'inner':{'deeper':[{'some':{'x':'a'}}]}}]}"))
        .isEqualTo(
            "SerializationException parts[0].inner.deeper[0].some.x: a string can not be converted"
                + " to an integer.");
  }

  @Test
  void leavesOutUnknownMembersOfStructuresAtEveryDepth() {
    Map<String, Object> known =
        Map.of(
            "parts",
            List.of(Map.of("id", "a", "choice", Map.of("none", Map.of()))),
            "partsByName",
            Map.of("x", Map.of("id", "")));
    Map<String, Object> given =
        Map.of(
            "parts",
            List.of(Map.of("id", "a", "no", 1L, "choice", Map.of("none", Map.of("no", 1L)))),
            "partsByName",
            Map.of("x", Map.of("id", "", "no", 1L)),
            "no",
            1L);

    assertThat(KnownMembers.of(schema, given)).isEqualTo(known);
    assertThat(KnownMembers.of(schema, known)).isSameAs(known);
  }

  @Test
  void aSchemaThatCannotBeCheckedFailsTheStart() {
    assertRefused("{\"$ref\": \"Deep.json\"}", "refers to itself");
    assertRefused("{\"description\": \"\", \"enum\": [1.5]}", "its value 1.5 is not supported");
    String key = "{\"description\": \"a key\", \"format\": \"selection-key\"}";
    assertRefused(
        "{\"description\": \"\", \"oneOf\": [" + key + "]}", "oneOf is supported without formats");
    assertRefused("{\"propertyNames\": " + key + "}", "propertyNames is supported without formats");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"const\": 1",
        "\"enum\": [1]",
        "\"maxLength\": 1",
        "\"minLength\": 1",
        "\"minimum\": 1",
        "\"maximum\": 1",
        "\"pattern\": \"a\"",
        "\"not\": {}",
        "\"oneOf\": [{\"required\": [\"a\"]}]",
        "\"format\": \"selection-key\""
      })
  void aSchemaWhoseRefusalWouldNotSayWhatIsAllowedFailsTheStart(String keyword) {
    assertRefused("{" + keyword + "}", "needs a description");
  }

  private static void assertRefused(String nested, String reason) {
    String text =
        "{\"$id\": \"/schemas/Deep.json\", \"properties\": {\"a\": %s}}".formatted(nested);
    SchemaRepository broken = SchemaDocuments.repository(Map.of(NAME, text));
    assertThatThrownBy(
            () ->
                new SchemaCompiler(broken)
                    .compile((JsonObject) broken.find(SchemaDocuments.uri(NAME))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }
}
