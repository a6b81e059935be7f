package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Limit;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/** How long evaluated JSON expressions and regular expressions may be. */
final class ExpressionLimitsTest {

  private static final int LENGTH_MAX = Limit.EVALUATED_EXPRESSION.intValue();

  @Test
  void aLongerJsonExpressionIsAnErrorOfTheTemplate() {
    assertThat(path(LENGTH_MAX).error()).isEmpty();
    assertThat(path(LENGTH_MAX + 1).error().toString())
        .contains("longer than " + LENGTH_MAX + " characters");
  }

  private static Evaluation path(int length) {
    String path = "$." + "a".repeat(length - 2);
    return Evaluations.render("{}", "$input.json('" + path + "')");
  }

  @Test
  void aLongerRegularExpressionIsRefused() {
    BoundedPattern.compile("a".repeat(LENGTH_MAX));
    assertThatThrownBy(() -> BoundedPattern.compile("a".repeat(LENGTH_MAX + 1)))
        .isInstanceOf(PatternSyntaxException.class);
  }
}
