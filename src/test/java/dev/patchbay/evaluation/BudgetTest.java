package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits under a clock that each reading moves. */
final class BudgetTest {

  private static final String LOOPS =
      "#foreach($i in [1..100])#foreach($j in [1..100])#set($x=1)#end#end";

  private static Evaluation render(long nanosPerReading, String body, String template) {
    AtomicLong clock = new AtomicLong();
    return Evaluations.render(
        new Evaluator(EvaluationLimits.defaults(), () -> clock.addAndGet(nanosPerReading)),
        body,
        template);
  }

  @Test
  void evaluationEndsAtItsTimeLimit() {
    assertThat(render(1_000, "{}", LOOPS).error()).isEmpty();
    EvaluationError error = render(10_000_000, "{}", LOOPS).error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.TIME_LIMIT);
    assertThat(error.line()).isEqualTo(1);
  }

  @Test
  void aLimitNamesTheLineOfTheBlockThatReachedIt() {
    String template = "a\nb\n#foreach($i in [1..1000])\n#foreach($j in [1..1000])\nx$i\n#end\n#end";
    EvaluationError error = render(0, "{}", template).error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.OUTPUT_LIMIT);
    assertThat(error.line()).isBetween(4, 5);
  }

  @Test
  void aFailingMethodNamesItsPlace() {
    EvaluationError error =
        render(0, "{}", "line 1\n  $util.parseJson('bad{')").error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.TEMPLATE);
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(9);
    assertThat(error.reference()).isEqualTo("parseJson()");
  }

  @Test
  void aMethodThatIsCalledTwiceKnowsBothPlaces() {
    String template = "$util.base64Decode('YQ==')\n$util.base64Decode('!')";
    assertThat(render(0, "{}", template).error().orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    String body = "x".repeat(EvaluationLimits.defaults().bodyBytes() + 1);
    assertThat(render(0, body, "x").error().orElseThrow().kind()).isEqualTo(Kind.BODY_LIMIT);
  }

  @Test
  void aFrameOfTheLargestSizeIsSentAndALargerOneIsNot() {
    String largest = "x".repeat(EvaluationLimits.defaults().outputBytes());
    assertThat(render(0, largest, "$input.body").frame().text()).isEqualTo(largest);
    assertThat(render(0, largest, "").frame().text()).isEqualTo(largest);
    assertThat(render(0, largest + "x", "$input.body").error().orElseThrow().kind())
        .isEqualTo(Kind.OUTPUT_LIMIT);
    assertThat(render(0, largest + "x", "").error().orElseThrow().kind())
        .isEqualTo(Kind.OUTPUT_LIMIT);
  }

  @Test
  void notesNameReferencesWithoutAValueAndAreFew() {
    assertThat(render(0, "{}", "a\n$nope $input.toJson('x') $context.no").notes())
        .containsExactly(
            "line 2, column 1: $nope has no value; it is empty",
            "line 2, column 14: toJson() is no method of $input; it is empty",
            "line 2, column 35: .no has no value; it is empty");
    String many = IntStream.range(0, 200).mapToObj(i -> "$n" + i).reduce("", String::concat);
    assertThat(render(0, "{}", many).notes()).hasSize(50);
  }

  @Test
  void cacheKeepsUsedEntriesWithinItsLength() {
    int[] made = new int[1];
    LruCache<String, String> cache =
        LruCache.ofTexts(
            10,
            text -> {
              made[0]++;
              return text;
            });
    for (String text : new String[] {"aaaa", "bbbb", "aaaa", "cccc", "aaaa"}) {
      assertThat(cache.get(text)).isEqualTo(text);
    }
    assertThat(made[0]).isEqualTo(3);
    assertThat(cache.characters()).isEqualTo(8);
    assertThat(cache.get("a text beyond the limit")).isNotEmpty();
    assertThat(cache.characters()).isZero();
  }
}
