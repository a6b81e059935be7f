package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates, bodies and expressions that attack the service end at a limit or render nothing. */
final class AttackTest {

  private static final Evaluator EVALUATOR = Evaluations.evaluator();

  static Stream<Attack> attacks() {
    return Stream.of(
            ReflectionAttacks.all(),
            ValueAttacks.all(),
            ProgramAttacks.all(),
            ExpressionAttacks.all())
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attackEndsWithinTheBudget(Attack attack) {
    Evaluation evaluation = Evaluations.render(EVALUATOR, attack.body(), attack.template());
    assertThat(evaluation.error().map(EvaluationError::kind).orElse(null))
        .as("%s", evaluation.error())
        .isEqualTo(attack.refusal());
    if (attack.refusal() == null) {
      assertThat(evaluation.frame().text()).isEqualTo(attack.output());
    } else {
      assertThat(evaluation.frame().text()).isEqualTo(Evaluations.INTERNAL_SERVER_ERROR);
    }
  }

  @AfterAll
  static void theEvaluatorWorksAfterAllAttacks() {
    assertThat(Evaluations.render(EVALUATOR, "{\"a\":1}", "$input.path('$.a')").frame().text())
        .isEqualTo("1");
  }
}
