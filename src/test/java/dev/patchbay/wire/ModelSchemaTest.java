package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSchemaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"t\",\"x\":[]}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]}},\"required\":[\"a\"]}",
        "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/a/models/b\"}",
        "{\"items\":[{},{\"not\":{}}],\"additionalItems\":false,\"enum\":[1,\"1\",null]}",
        "{\"maximum\":1.5,\"exclusiveMaximum\":true,\"multipleOf\":0.1,\"minLength\":2.0}",
        "{\"dependencies\":{\"a\":[\"b\"],\"c\":{}},\"patternProperties\":{\"[\":{}}}",
      })
  void acceptsSchemasOfDraft4(String text) {
    assertThat(ModelSchema.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "[]",
        "true",
        "{\"a\":1",
        "{} {}",
        "{\"type\":\"text\"}",
        "{\"type\":[]}",
        "{\"type\":[\"string\",\"string\"]}",
        "{\"type\":null}",
        "{\"required\":[]}",
        "{\"required\":true}",
        "{\"properties\":{\"a\":true}}",
        "{\"properties\":{\"a\":{\"properties\":[]}}}",
        "{\"items\":[]}",
        "{\"items\":true}",
        "{\"minLength\":-1}",
        "{\"minLength\":1.5}",
        "{\"multipleOf\":0}",
        "{\"exclusiveMaximum\":true}",
        "{\"exclusiveMinimum\":5,\"minimum\":1}",
        "{\"allOf\":[]}",
        "{\"enum\":[]}",
        "{\"enum\":[1,1]}",
        "{\"dependencies\":{\"a\":[]}}",
      })
  void refusesTextsThatAreNoSchemas(String text) {
    assertThat(ModelSchema.isValid(text)).isFalse();
  }
}
