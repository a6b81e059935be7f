package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Evaluations.render;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The template language beside the worked examples. */
final class TemplateLanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "#if('')a#{else}b#end~b",
        "#if([])a#{else}b#end~b",
        "#if(0)a#{else}b#end~b",
        "#if($nope)a#{else}b#end~b",
        "#if(!$nope)a#end~a",
        "#if($nope == $null)a#end#if($nope == '')b#end~ab",
        "#if($!nope == '')a#end~a",
        "$nope.a.b.c()~``",
        "#foreach($i in $nope)x#end~``",
        "#set($q = $nope)[$q]~[]",
        "#set($x = {})$x.put('a', 1)$x.a~1",
        "#set($x = {'a': 1})#set($x.b = 2)$x~{a=1, b=2}",
        "#set($l = ['a'])$l.add('b')$l~true[a, b]",
        "#set($l = [1, 2])$l[9]$l.get(9)$l[0]$l[-1]~12",
        "#set($l = [1, 2])#set($l[0] = 5)$l~[5, 2]",
        "#set($l = [])$l.addAll([1, 2])$l.size()$l.count()~true22",
        "#set($n = 7 / 2)$n~3",
        "#set($n = 7.0 / 2)$n~3.5",
        "#set($n = 2147483647 + 1)$n~2147483648",
        "#set($n = 1 / 0)[$n]~[]",
        "#set($n = 0)#set($n = $n.parseInt('12') + 1)$n~13",
        "#foreach($i in ['a', 'b'])$foreach.index$foreach.count$velocityCount#if($foreach.last)!#end#end~011122!",
        "#foreach($i in [1..9])#if($i == 3)#break#end$i#end~12",
        "a#stop()b~a",
        "#foreach($v in {'a': 1, 'b': 2})$v#end~12",
        "#foreach($i in [1, 2])#foreach($j in [1, 2])$foreach.parent.count$j #end#end~11 12 21 22 ",
        "#set($m = {'a': 1})#foreach($e in $m.entrySet())$e.key=$e.value $e.getKey()#end~a=1 a",
        "#macro(hi $name)Hi $name!#end#hi('Bo')#hi('Al')~Hi Bo!Hi Al!",
        "#macro(one $l)$l.get(0)#end#one([4])#one([5])~45",
        "#define($block)<$x>#end#set($x = 1)$block#set($x = 2)$block~<1><2>",
        "\\$context.stage $!context.stage ${context.stage} $!{context.stage}~$context.stage prod prod prod",
        "$5.00 {\"$\":1} a@b.c #1 $~$5.00 {\"$\":1} a@b.c #1 $",
        "#[[$x #if]]#~$x #if",
        "a## comment~a",
        "a#* comment *#b~ab",
        "$stageVariables.color$stageVariables['color']${stageVariables['color']}~blueblueblue",
        "$context.responseOverride.status~``",
        "#foreach($context in [1, 2])$context#end $context.stage~12 prod",
        "#set($all = $context)#set($context = 2)$all.stage$context~prod2",
        "#set($util = 1)$util$stageVariables.color~1blue",
        "$util.urlEncode('a b&c')~a+b%26c",
        "$util.urlDecode('a+b%26c')~a b&c",
        "$util.base64Encode('\u00e9')~w6k=",
        "$util.base64Decode('w6k=')~\u00e9",
        "$util.escapeJavaScript('\u00e9/\"')~\\u00E9\\/\\\"",
        "$util.parseJson('[1, {\"a\": null}]')~[1,{\"a\":null}]",
        "$util.qr('x')$util.toJson('x')$utils.error('x')~``",
        "#set($s = 'a-b-c')$s.split('-')[1]$s.replace('-', '')$s.replaceAll('[ab]', '<$0>')~babc<a>-<b>-c",
        "#set($s = ' Ab ')$s.trim().toUpperCase()$s.length()$s.indexOf('b')$s.substring(1, 2)~AB42A",
        "#set($s = 'abc')$s.matches('a.c')$s.contains('d')$s.startsWith('a')$s.equals('abc')~truefalsetruetrue"
      })
  void renders(String template, String expected) {
    Evaluation evaluation = render("{}", template);
    assertThat(evaluation.error()).isEmpty();
    assertThat(evaluation.frame().text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":null}",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":{\"b\":null}}",
        "{\"a\":{\"b\":\"c\"}}",
        "{\"a\":{\"b\":[1,{}]}}",
        "{\"a\":[{\"b\":1}]}",
        "[{\"a\":{\"b\":1}}]",
        "\"a\"",
        "a"
      })
  void dotsNameTheMemberThatBracketsName(String body) {
    assertThat(render(body, "$input.json('$.a.b') $input.path('$.a.b')").frame())
        .isEqualTo(
            render(body, "$input.json(\"$['a']['b']\") $input.path(\"$['a']['b']\")").frame());
  }

  @Test
  void linesOfDirectivesVanish() {
    assertThat(render("{}", "a\n#if(true)\n  b\n#end\nc").frame().text()).isEqualTo("a\n  b\nc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "$.a.b[-1]~3",
        "$..x~[1,2]",
        "$.l[?(@.x > 1)]~[{\"x\":2}]",
        "$.l[?(@.x == 9)]~[]",
        "$.l[?(@.x in $.a.b)]~[{\"x\":1},{\"x\":2}]",
        "$.l.length()~2",
        "$.a.b.sum()~6.0",
        "$.a['b'][0]~1",
        "a.b~[1,2,3]",
        "$.s~\"text\"",
        "$.d~1.5",
        "$.e~1000.0",
        "$.i~12345678901234567890",
        "$.n~null",
        "$.n.x~\"\"",
        "$.nope~\"\"",
        "$.t~true"
      })
  void jsonPathGivesJson(String path, String expected) {
    String body =
        "{\"a\":{\"b\":[1,2,3]},\"l\":[{\"x\":1},{\"x\":2}],\"s\":\"text\",\"d\":1.50,\"e\":1e3,"
            + "\"i\":12345678901234567890,\"n\":null,\"t\":true}";
    Evaluation evaluation = render(body, "$input.json(\"" + path + "\")");
    assertThat(evaluation.error()).isEmpty();
    assertThat(evaluation.frame().text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "1.",
        "\"\t\"",
        "nul",
        "1 2",
        "+1",
        "\"\\x\"",
        "'"
      })
  void textThatIsNotStrictJsonHasNoPaths(String body) {
    assertThat(render(body, "[$input.path('$')]").frame().text()).isEqualTo("[]");
  }

  @Test
  void parametersComeFromTheConnection() {
    EvaluationContext context =
        new EvaluationContext(
            Map.of(),
            Map.of(),
            "",
            Map.of("querystring", Map.of("q", "1"), "header", Map.of("H", "2")));
    IntegrationResponse response =
        new IntegrationResponse(
            "r",
            "$default",
            null,
            Map.of(),
            Map.of(
                "$default",
                "$input.params() $input.params('q') $input.params().header.H$input.params('x')"),
            null);
    Evaluation evaluation =
        Evaluations.evaluator()
            .evaluate(
                new EvaluationRequest(
                    Evaluations.STATUS, List.of(response), BackendReply.of(200, ""), context));
    assertThat(evaluation.frame().text())
        .isEqualTo("{path={}, querystring={q=1}, header={H=2}} 1 2");
  }

  @Test
  void overrideOfTheResponseIsKeptAndNotPrinted() {
    Evaluation evaluation =
        render(
            "{}",
            "#set($context.responseOverride.status = 403)"
                + "#set($context.responseOverride.header.X = 'y')$context.keySet().contains('responseOverride')");
    assertThat(evaluation.responseOverride().status()).contains("403");
    assertThat(evaluation.responseOverride().headers()).containsExactly(Map.entry("X", "y"));
    assertThat(evaluation.frame().text()).isEqualTo("false");
  }
}
