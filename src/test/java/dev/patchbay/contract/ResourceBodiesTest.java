package dev.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit knows no table of types, so its bodies are held against it here. */
class ResourceBodiesTest {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);

  static Stream<ResourceType> types() {
    return ApiGatewayTypes.ALL.served().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void eachTypeHasABodyWithTheMembersOfEveryAnswer(ResourceType type) throws Exception {
    String name = type.typeName();
    Class<?> bodies =
        name.matches("(Portal|Product).*") ? PortalBodies.class : ResourceBodies.class;
    PactDslJsonBody body =
        (PactDslJsonBody)
            bodies
                .getMethod(Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .invoke(null);
    JsonObject example = new JsonObject(Objects.requireNonNull(body.getBody()).toString());
    List<?> required =
        new JsonObject(SCHEMAS.documents().get(name)).getJsonArray("required").getList();

    assertThat(type.members().keySet()).containsAll(example.fieldNames());
    assertThat(example.fieldNames()).containsAll(required.stream().map(String::valueOf).toList());
    assertThat(type.identifier().accepts(example.getString(type.idMember()))).isTrue();
  }
}
