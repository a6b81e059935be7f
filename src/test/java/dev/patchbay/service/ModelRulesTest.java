package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelRulesTest {

  private final List<String> parsed = new ArrayList<>();
  private final ModelRules rules =
      new ModelRules(
          schema -> {
            parsed.add(schema);
            return schema.equals("{}");
          });

  private static Draft draft(Map<String, Object> change) {
    return new Draft(
        new ResourceCollection("000000000000", ApiGatewayTypes.MODEL, List.of("api0"))
            .member("model1"),
        change,
        change,
        new Snapshot(Map.of()),
        Instant.EPOCH,
        true);
  }

  @Test
  void schemaIsParsedOnceForAllDecisionsOfAChange() {
    Map<String, Object> change = Map.of("name", "Chat", "schema", "{}");
    ResourceRules ofChange = rules.forChange(change);
    ofChange.validate(draft(change));
    ofChange.validate(draft(change));
    assertThat(parsed).containsExactly("{}");
  }

  @Test
  void schemaThatDoesNotParseIsRefusedByTheDecisionBehindTheName() {
    Map<String, Object> badSchema = Map.of("name", "Chat", "schema", "[]");
    assertThatThrownBy(() -> rules.forChange(badSchema).validate(draft(badSchema)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("Invalid model schema specified");
    Map<String, Object> badName = Map.of("name", "no name", "schema", "[]");
    assertThatThrownBy(() -> rules.forChange(badName).validate(draft(badName)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("alphanumeric");
  }
}
