package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Attack.harmless;
import static dev.patchbay.evaluation.Attack.refused;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Attempts to use up the processor or the memory with regular expressions, JSON and JSON paths. */
final class ExpressionAttacks {

  private static final String MANY_A = "a".repeat(40) + "!";

  private ExpressionAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
        refused("(.*a){20}", Kind.PATTERN_LIMIT, matches(MANY_A, "(.*a){20}")),
        refused("(a*)*\\1b", Kind.PATTERN_LIMIT, matches(MANY_A, "(a*)*\\1b")),
        refused(
            "(.*)*x over a long text",
            Kind.PATTERN_LIMIT,
            matches("a".repeat(9_000), "(.*)*(.*)*x")),
        refused(
            "(a|b)* over a long text",
            Kind.PATTERN_LIMIT,
            "\"" + "ab".repeat(100_000) + "\"",
            "#if($input.path('$').matches('(a|b)*'))x#end"),
        refused(
            "empty lookahead two billion times", Kind.TEMPLATE, matches("a", "(?=){2000000000}a")),
        refused("anchor two billion times", Kind.TEMPLATE, matches("a", "^{2000000000}a")),
        refused("boundary two billion times", Kind.TEMPLATE, matches("a", "\\b{2000000000}a")),
        refused(
            "back-reference two billion times", Kind.TEMPLATE, matches("a", "()\\1{2000000000}a")),
        refused("nested counted loops", Kind.TEMPLATE, matches("a", "(((?=){1000}){1000}){1000}a")),
        refused(
            "counted loops inside a search",
            Kind.PATTERN_LIMIT,
            matches("a".repeat(9_000), "(.*((?=){100}){100})*x")),
        refused("pattern too long", Kind.TEMPLATE, matches("a", "(a?)".repeat(300))),
        refused("pattern of open groups", Kind.TEMPLATE, matches("a", "(".repeat(100))),
        refused(
            "slow replaceAll",
            Kind.PATTERN_LIMIT,
            "#set($s='" + MANY_A + "')$s.replaceAll('(.*a){20}','')"),
        refused(
            "slow replaceFirst",
            Kind.PATTERN_LIMIT,
            "#set($s='" + MANY_A + "')$s.replaceFirst('(.*a){20}$','')"),
        refused(
            "slow split", Kind.PATTERN_LIMIT, "#set($s='" + MANY_A + "')$s.split('(.*a){20}$')"),
        refused(
            "many short patterns",
            Kind.PATTERN_LIMIT,
            "#foreach($i in [1..1000])#set($s='" + MANY_A + "')$s.matches('(.*a){3}')#end"),
        refused("group that is not", Kind.TEMPLATE, "#set($s='a')$s.replaceAll('a','$7')"),
        refused(
            "CVE-2023-1370: nested arrays",
            Kind.NESTING_LIMIT,
            "[".repeat(100_000),
            "$input.path('$')"),
        refused(
            "CVE-2024-57699: nested objects",
            Kind.NESTING_LIMIT,
            "{\"a\":".repeat(100_000),
            "$input.path('$')"),
        new Attack("CVE-2021-27568: a lone quote", "'", "[$input.path('$')]", null, "[]"),
        new Attack("lenient JSON", "{a:1}", "[$input.path('$.a')]", null, "[]"),
        new Attack("garbage behind JSON", "{\"a\":1}}", "[$input.path('$.a')]", null, "[]"),
        new Attack("number beyond a double", "{\"a\":1e400}", "[$input.path('$.a')]", null, "[]"),
        refused(
            "number of many digits",
            Kind.NUMBER_LIMIT,
            "[" + "9".repeat(100_000) + "]",
            "$input.path('$[0]')"),
        refused(
            "nested JSON by parseJson",
            Kind.NESTING_LIMIT,
            "#set($s='" + "[".repeat(1_000) + "')$util.parseJson($s)"),
        refused("text that is not JSON by parseJson", Kind.TEMPLATE, "$util.parseJson('bad{')"),
        refused("text that is not base64", Kind.TEMPLATE, "$util.base64Decode('!')"),
        refused("text that is not URL-encoded", Kind.TEMPLATE, "$util.urlDecode('%zz')"),
        refused(
            "doubled base64",
            Kind.TEXT_LIMIT,
            "#set($s='xxxxxxxx')" + "#set($s=$util.base64Encode($s))".repeat(60)),
        refused(
            "doubled escapes",
            Kind.TEXT_LIMIT,
            "#set($s='\\')" + "#set($s=$util.escapeJavaScript($s))".repeat(40)),
        refused(
            "CVE-2023-51074: nested criteria",
            Kind.TEMPLATE,
            "#set($p='$[?(')#foreach($i in [1..400])#set($p=$p+'(')#end$input.path($p)"),
        refused(
            "nested negations in a filter",
            Kind.TEMPLATE,
            "$input.path('$[?(" + "!(".repeat(100) + "@.a" + ")".repeat(100) + ")]')"),
        refused("open filter", Kind.TEMPLATE, "$input.path('$[?(')"),
        refused("open bracket", Kind.TEMPLATE, "$input.path('$[')"),
        refused("empty path", Kind.TEMPLATE, "$input.path('')"),
        refused("path too long", Kind.TEMPLATE, "$input.path('$." + "a".repeat(2_000) + "')"),
        refused("many steps in a path", Kind.TEMPLATE, "$input.path('$" + "..*".repeat(100) + "')"),
        refused(
            "regular expression in a path",
            Kind.TEMPLATE,
            "{\"a\":[{\"s\":\"" + MANY_A + "\"}]}",
            "$input.path('$.a[?(@.s =~ /(.*a){20}/)]')"),
        refused("deep scans", Kind.STEP_LIMIT, wide(30_000), "$input.path('$..*..*..*..*')"),
        refused(
            "deep scans of a deep body",
            Kind.STEP_LIMIT,
            deep(50),
            "$input.path('$" + "..*".repeat(12) + "')"),
        refused(
            "deep scans in a loop",
            Kind.STEP_LIMIT,
            wide(3_000),
            "#foreach($i in [1..1000])#set($x=$input.path('$..*'))#end"),
        refused(
            "deep scan in a filter",
            Kind.STEP_LIMIT,
            wide(3_000),
            "$input.path('$[?(@.a in $..a)]')"),
        refused(
            "body printed again and again",
            Kind.COPY_LIMIT,
            "[\"" + "x".repeat(100_000) + "\"]",
            "#foreach($i in [1..1000])#set($x=$input.json('$'))#end"),
        refused(
            "text by concat() of a path",
            Kind.TEXT_LIMIT,
            "[" + ("\"" + "x".repeat(1_000) + "\",").repeat(100) + "1]",
            "#foreach($i in [1..1000])#set($x=$input.path('$.concat($..*, $..*, $..*)'))#end"),
        new Attack("length() of a number", "1", "[$input.path('$.length()')]", null, "[]"),
        harmless("method of Java in a path", "[]", "[$input.path('$.class')]"));
  }

  private static String matches(String text, String pattern) {
    return "#set($s='" + text + "')#if($s.matches('" + pattern + "'))x#end";
  }

  private static String wide(int elements) {
    return IntStream.range(0, elements)
        .mapToObj(i -> "{\"a\":" + i + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String deep(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }
}
