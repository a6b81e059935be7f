package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTemplateTest {

  @Test
  void hasAValueForEachProperty() {
    String schema =
        """
        {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},
         "price":{"type":"number"},"open":{"type":"boolean"},"none":{"type":"null"},
         "any":{"$ref":"#/definitions/x"},"in \\"it\\"":{"properties":{"deep":{"type":"string"}}}}}""";
    assertThat(ModelTemplate.of(schema))
        .isEqualTo(
            """
            #set($inputRoot = $input.path('$'))
            {
              "name" : "foo",
              "age" : 42,
              "price" : 42.0,
              "open" : true,
              "none" : null,
              "any" : {},
              "in \\"it\\"" : {
                "deep" : "foo"
              }
            }
            """);
  }

  @Test
  void repeatsTheItemsOfAnArray() {
    assertThat(ModelTemplate.of("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"))
        .isEqualTo(
            """
            #set($inputRoot = $input.path('$'))
            [
            ##TODO: Update this foreach loop to reference array from input json
            #foreach($elem in $inputRoot)
              42#if($foreach.hasNext),#end
            #end
            ]
            """);
  }
}
