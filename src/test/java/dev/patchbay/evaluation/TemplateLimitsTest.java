package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import org.junit.jupiter.api.Test;

/** How often loops of templates run. */
final class TemplateLimitsTest {

  @Test
  void aLoopEndsAfterAsManyRoundsAsAtAws() {
    int most = Limit.EVALUATION_ROUNDS.intValue();
    String template = "#foreach($i in [1..%d])#set($last = $i)#end$last";
    assertThat(rounds(template.formatted(most)).notes()).isEmpty();
    Evaluation longer = rounds(template.formatted(most + 1));
    assertThat(longer.frame().text()).isEqualTo(String.valueOf(most));
    assertThat(longer.notes()).singleElement().asString().contains("stops after " + most);
  }

  private static Evaluation rounds(String template) {
    return Evaluations.render("{}", template);
  }
}
