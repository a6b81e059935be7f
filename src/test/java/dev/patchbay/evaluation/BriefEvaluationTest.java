package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evaluations on an event loop take few steps, compile nothing and have the usual result. */
final class BriefEvaluationTest {

  /** A budget reads the clock when it begins and then every 256 steps. */
  private static final int CLOCK_READINGS_MAX = 3;

  private static final int ROUNDS = 2_000;

  private final AtomicInteger clockReadings = new AtomicInteger();
  private final Evaluator evaluator =
      new Evaluator(
          EvaluationLimits.defaults(),
          () -> {
            clockReadings.incrementAndGet();
            return 0;
          });

  /** The frame and the error of an evaluation that has run on a worker before. */
  private Optional<String> briefly(String body, String template) {
    String usual = text(Evaluations.render(evaluator, body, template));
    clockReadings.set(0);
    Optional<String> brief =
        evaluator.briefly(() -> text(Evaluations.render(evaluator, body, template)));
    assertThat(clockReadings.get()).as(template).isLessThanOrEqualTo(CLOCK_READINGS_MAX);
    brief.ifPresent(text -> assertThat(text).as(template).isEqualTo(usual));
    return brief;
  }

  private static String text(Evaluation evaluation) {
    return evaluation.error().map(EvaluationError::kind) + " " + evaluation.frame().text();
  }

  @ParameterizedTest
  @MethodSource("dev.patchbay.evaluation.AttackTest#attacks")
  void anAttackEndsWithinTheLimitsOfAnEventLoop(Attack attack) {
    Optional<String> brief = briefly(attack.body(), attack.template());
    if (attack.refusal() != null && attack.refusal().name().endsWith("_LIMIT")) {
      assertThat(brief).isEmpty();
    }
  }

  @Test
  void aRandomTemplateHasItsUsualResultOrNone() {
    AtomicInteger brief = new AtomicInteger();
    Seeded.times(
        ROUNDS,
        seeded -> {
          String template = new RandomTemplate(seeded.random()).next();
          briefly("{\"a\":[{\"x\":1},2],\"k\":\"text\"}", template)
              .ifPresent(text -> brief.incrementAndGet());
        });
    assertThat(brief.get()).isBetween(ROUNDS / 10, ROUNDS);
  }

  @Test
  void aTemplateOfUsualSizeIsBrief() {
    assertThat(
            briefly(
                "{\"user\":\"ada\",\"items\":[1,2,3]}",
                "#set($m = $input.path('$'))#foreach($i in $m.items)"
                    + "{\"n\":$i,\"u\":\"$util.escapeJavaScript($m.user)\",\"c\":\"$context.stage\"}"
                    + "#end"))
        .isPresent();
  }

  @Test
  void whatIsNotKeptIsNotCompiled() {
    assertThat(evaluator.briefly(() -> Evaluations.render(evaluator, "{}", "$input.body")))
        .isEmpty();
    assertThat(briefly("{}", "$input.body")).isPresent();
    assertThat(briefly("{}", "#if($input.body.matches('.*'))x#end")).isEmpty();
  }

  @Test
  void evaluationsOfOneRunShareItsLimits() {
    String template = "#foreach($i in [1..60])$i#end";
    assertThat(briefly("{}", template)).isPresent();
    assertThat(
            evaluator.briefly(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    Evaluations.render(evaluator, "{}", template);
                  }
                  return "";
                }))
        .isEmpty();
  }
}
