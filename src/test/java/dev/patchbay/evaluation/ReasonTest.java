package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReasonTest {

  @Test
  void anAssignedForeachEndsWithoutTheNameOfAClass() {
    Evaluation evaluation =
        Evaluations.render(
            Evaluations.evaluator(), "{}", "#foreach($i in [1, 2])#set($foreach = 'x' % 2)#end");
    assertThat(evaluation.error().orElseThrow().message())
        .isEqualTo("the template fails: the cause is not known");
  }

  @Test
  void failuresOfTheLanguageJavaAreNotShown() {
    Object text = "x";
    assertThat(Reason.of(new NullPointerException("Cannot invoke \"Scope.getParent()\"")))
        .isEqualTo("the cause is not known");
    assertThat(Reason.of(new ClassCastException("class " + text.getClass() + " cannot be cast")))
        .isEqualTo("the cause is not known");
    assertThat(Reason.of(new IllegalArgumentException("no java.lang.String is there")))
        .isEqualTo("the cause is not known");
    assertThat(Reason.of(new IllegalArgumentException())).isEqualTo("the cause is not known");
  }

  @Test
  void otherReasonsAreTheirFirstLine() {
    assertThat(Reason.of(new IllegalArgumentException("longer than 9\nand so on")))
        .isEqualTo("longer than 9");
    assertThat(Reason.of(new StringIndexOutOfBoundsException("begin 0, end 5, length 3")))
        .isEqualTo("begin 0, end 5, length 3");
  }
}
