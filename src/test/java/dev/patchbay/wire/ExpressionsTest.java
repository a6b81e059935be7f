package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cost of checking expressions, in counted units. */
class ExpressionsTest {

  private static final String UPDATE = "UpdateIntegrationResponse";

  /** They remember no text of other tests. */
  private final RequestSchemas schemas =
      RequestSchemas.of(ApiGatewayTypes.ALL, SchemaDocuments.load(ApiGatewayTypes.ALL));

  private static String nested(int filters) {
    return "integration.response.body.a" + "[?(@.a".repeat(filters) + ")]".repeat(filters);
  }

  private static String path(int number, int length) {
    String start = "integration.response.body.p" + number;
    return start + "a".repeat(length - start.length());
  }

  private static Map<String, Object> parameters(String... expressions) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String expression : expressions) {
      parameters.put("method.response.header.h" + parameters.size(), expression);
    }
    return Map.of("responseParameters", parameters);
  }

  private static String[] paths(int count, int length) {
    String[] paths = new String[count];
    for (int i = 0; i < count; i++) {
      paths[i] = path(i, length);
    }
    return paths;
  }

  private void assertRefusedWithoutWork(Map<String, Object> members, String text) {
    assertThatThrownBy(() -> schemas.check(UPDATE, members))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("responseParameters")
        .hasMessageContaining(text);
    assertThat(schemas.expressionWork()).isZero();
  }

  @Test
  void theRequestThatHeldTheLoopForSecondsIsRefusedWithoutCompilingAnything() {
    String[] filters = new String[1_950];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = nested(36) + i;
    }
    assertRefusedWithoutWork(parameters(filters), "1950 entries. Allowed: at most 256 entries.");
  }

  @Test
  void textsThatAreTooLongAreNotCompiled() {
    assertRefusedWithoutWork(parameters(path(0, 513)), "1 to 512 characters");
    assertThatThrownBy(
            () ->
                schemas.check(
                    UPDATE, Map.of("integrationResponseKey", "/" + "(".repeat(1_100) + "/")))
        .hasMessageContaining("Allowed: 1 to 1024 characters");
    assertThat(schemas.expressionWork()).isZero();
  }

  @Test
  void aRequestHasABudgetWhateverItsExpressionsAre() {
    String[] most = paths(Expressions.WORK_MAX / 256, 256);
    String[] more = paths(Expressions.WORK_MAX / 256 + 1, 256);
    assertRefusedWithoutWork(parameters(more), "too much work to check");

    schemas.check(UPDATE, parameters(most));
    assertThat(schemas.expressionWork()).isEqualTo(Expressions.WORK_MAX);
  }

  @Test
  void filtersCountOnceMoreEach() {
    schemas.check(UPDATE, parameters(nested(2)));
    assertThat(schemas.expressionWork()).isEqualTo(3L * nested(2).length());
  }

  @Test
  void filtersAndBracketsAreCountedBeforeTheParserSeesThem() {
    schemas.check(UPDATE, parameters(nested(6)));
    assertThatThrownBy(() -> schemas.check(UPDATE, parameters(nested(7))))
        .hasMessageContaining("the JSON expression nests deeper than 12 brackets");
    assertThatThrownBy(
            () ->
                schemas.check(
                    UPDATE, parameters("integration.response.body.a" + "[?(@.a)]".repeat(9))))
        .hasMessageContaining("the JSON expression has more than 8 filters");
  }

  @Test
  void equalAndUnchangedTextsAreCompiledOnce() {
    schemas.check(UPDATE, parameters(path(1, 100), path(1, 100), path(1, 100)));
    assertThat(schemas.expressionWork()).isEqualTo(100);

    schemas.check(UPDATE, parameters(path(1, 100), path(2, 100)));
    assertThat(schemas.expressionWork()).isEqualTo(200);

    schemas.check(UPDATE, Map.of("integrationResponseKey", "/2\\d\\d/"));
    schemas.check(UPDATE, Map.of("integrationResponseKey", "/2\\d\\d/"));
    assertThat(schemas.expressionWork()).isEqualTo(200 + "/2\\d\\d/".length());
  }

  @Test
  void aTextThatIsWrongIsCompiledOncePerRequest() {
    String wrong = "integration.response.body.a[";
    assertThatThrownBy(() -> schemas.check(UPDATE, parameters(wrong, wrong)))
        .hasMessageContaining("does not parse");
    assertThat(schemas.expressionWork()).isEqualTo(wrong.length());
  }

  @Test
  void staticTextsCostNothing() {
    schemas.check(
        UPDATE,
        parameters("'static'", "context.a", "integration.response.body", "stageVariables.a"));
    schemas.check(UPDATE, Map.of("integrationResponseKey", "$default"));
    assertThat(schemas.expressionWork()).isZero();
  }
}
