package dev.patchbay.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No template takes more than the limits, fails in another way than an error, or shows Java. */
final class RandomTemplatesTest {

  private static final int ROUNDS = Integer.getInteger("fuzz.cases", 600);

  /** The name of a class, or an object that prints its address. */
  private static final Pattern JAVA =
      Pattern.compile("dev\\.patchbay|java\\.(lang|util)|org\\.apache|@[0-9a-f]{5,}");

  private static final String BODY = "{\"a\":[{\"x\":1},{\"x\":null}],\"k\":\"text\",\"n\":2.5}";

  @Test
  void everyTemplateRendersOrEndsWithAnError() {
    Evaluator evaluator = Evaluations.evaluator();
    Map<String, Integer> outcomes = new TreeMap<>();
    Seeded.times(
        ROUNDS,
        seeded -> {
          String template = new RandomTemplate(seeded.random()).next();
          Evaluation evaluation = Evaluations.render(evaluator, BODY, template);
          String frame = evaluation.frame().text();
          assertThat(frame.getBytes(UTF_8).length)
              .as(template)
              .isLessThanOrEqualTo(EvaluationLimits.defaults().outputBytes());
          String message = evaluation.error().map(EvaluationError::message).orElse("");
          assertThat(JAVA.matcher(frame + message).find())
              .as("%s%n%s%n%s", template, frame, message)
              .isFalse();
          String outcome = evaluation.error().map(error -> error.kind().name()).orElse("rendered");
          outcomes.merge(outcome, 1, Integer::sum);
        });
    assertThat(outcomes).containsKeys("rendered", "TEMPLATE_SYNTAX", "ELEMENT_LIMIT");
  }
}
