package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Evaluations.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The output of templates over bodies, as API Gateway renders them. */
final class TemplateExamplesTest {

  private static final String EMPTINESS =
      "#set($r=$input.path(\"%s\")){\"body\": $r, \"nested\": $r.nested, \"isNull\":"
          + " #if($r==$null)\"true\"#else\"false\"#end, \"isEmptyString\":"
          + " #if($r==\"\")\"true\"#else\"false\"#end}";

  static Stream<Arguments> examples() {
    return Stream.of(
        example(
            "an object prints as a map of Java and a list as JSON",
            "{\"foo\":[{\"nested\":\"bar\"}]}",
            "$input.path('$')",
            "{foo=[{\"nested\":\"bar\"}]}"),
        example(
            "an element of a list",
            "{\"json\":[[{\"foo\":\"bar\"}]]}",
            "#set($r=$input.path(\"$.json\"))$r[0]",
            "[{\"foo\":\"bar\"}]"),
        example(
            "a missing path is an empty string",
            "",
            EMPTINESS.formatted("$.nonExisting"),
            "{\"body\": , \"nested\": , \"isNull\": \"true\", \"isEmptyString\": \"true\"}"),
        example(
            "an empty list is not empty text",
            "{\"l\":[]}",
            EMPTINESS.formatted("$.l"),
            "{\"body\": [], \"nested\": , \"isNull\": \"false\", \"isEmptyString\": \"false\"}"),
        example(
            "the JSON at a path",
            "{\"Message\":\"no\"}",
            "{\"message\": $input.json('$.Message')}",
            "{\"message\": \"no\"}"),
        example(
            "an apostrophe is escaped",
            "{\"a\":\"it's\"}",
            "\"$util.escapeJavaScript($input.path('$.a'))\"",
            "\"it\\'s\""),
        example(
            "an empty body is empty braces",
            "",
            "$input.body|$util.urlEncode($input.body)",
            "{}|%7B%7D"),
        example("a text has no members", "x", "$input.body.testAccess", ""),
        example(
            "members keep their order",
            "{\"b\":1,\"a\":2}",
            "$input.json('$')",
            "{\"b\":1,\"a\":2}"),
        example(
            "JSON inside of a string",
            "{\"errorMessage\":\"{\\\"code\\\":1}\"}",
            "#set($e=$util.parseJson($input.path('$.errorMessage')))$e.code",
            "1"),
        example(
            "a loop over a list",
            "{\"items\":[1,2,3]}",
            "#foreach($i in $input.path('$.items'))$i#if($foreach.hasNext),#end#end",
            "1,2,3"),
        example(
            "a loop over the keys of a map",
            "{\"k\":\"v\",\"k2\":null}",
            "#foreach($k in $input.path('$').keySet())$k=$input.path('$').get($k);#end",
            "k=v;k2=;"),
        example("unknown names are empty", "{}", "$context.nope$stageVariables.nope$nope", ""),
        example(
            "a loop ends after a thousand rounds",
            "{}",
            "#foreach($i in [1..2000])x#end",
            "x".repeat(1000)),
        example(
            "classes are out of reach", "{}", "#set($s='text')[$!s.class][$!s.getClass()]", "[][]"),
        example("a member is named class", "{\"class\":\"k\"}", "$input.path('$').class", "k"),
        example("a path of a body that is not JSON", "not json", "$input.json('$.m')", "\"\""));
  }

  private static Arguments example(String name, String body, String template, String expected) {
    return Arguments.of(name, body, template, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void rendersAsApiGatewayDoes(String name, String body, String template, String expected) {
    Evaluation evaluation = render(body, template);
    assertThat(evaluation.error()).isEmpty();
    assertThat(evaluation.frame().text()).isEqualTo(expected);
  }

  @Test
  void doublingAStringEndsAtALimit() {
    Evaluation evaluation = render("{}", "#set($t='x')" + "#set($t=\"$t$t\")".repeat(28));
    assertThat(evaluation.error()).map(EvaluationError::kind).contains(Kind.TEXT_LIMIT);
  }

  @Test
  void anErrorOfSyntaxNamesItsLine() {
    EvaluationError error = render("{}", "line1\n#if(").error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.TEMPLATE_SYNTAX);
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.templateKey()).isEqualTo("$default");
  }

  @Test
  void aMacroIsUnknownToTheNextTemplate() {
    Evaluator evaluator = Evaluations.evaluator();
    assertThat(render(evaluator, "{}", "#macro(f)X#end#f()").frame().text()).isEqualTo("X");
    assertThat(render(evaluator, "{}", "#f()").frame().text()).isEqualTo("#f()");
  }
}
