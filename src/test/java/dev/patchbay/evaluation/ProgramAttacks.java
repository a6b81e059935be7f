package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Attack.refused;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Attempts to use up the processor or the memory with loops, macros and nesting. */
final class ProgramAttacks {

  private static final String LONG = "#set($x='" + "x".repeat(20_000) + "')";
  private static final String LOOP = "#foreach($i%1$d in [1..1000])";

  private ProgramAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
        refused("sum of thousands", Kind.NESTING_LIMIT, "#set($y=1" + "+1".repeat(10_000) + ")"),
        refused("nested loops", Kind.STEP_LIMIT, loops(3, "")),
        refused("nested loops that write", Kind.OUTPUT_LIMIT, loops(3, "xxxxxxxx")),
        refused("nested empty loops", Kind.STEP_LIMIT, loops(8, "")),
        refused(
            "loop in a string",
            Kind.COPY_LIMIT,
            "#set($y=\"" + loops(1, "y".repeat(20_000)) + "\")"),
        refused(
            "loop in a block",
            Kind.TEXT_LIMIT,
            "#define($d)" + loops(1, "y".repeat(2_000)) + "#end$d"),
        refused("output beyond the frame", Kind.OUTPUT_LIMIT, LONG + loops(1, "$x")),
        refused("output of three bytes each", Kind.OUTPUT_LIMIT, loops(1, "\u20ac".repeat(100))),
        refused("macro that calls itself", Kind.TEMPLATE, "#macro(m)#m()#end#m()"),
        refused(
            "macros that call each other", Kind.TEMPLATE, "#macro(a)#b()#end#macro(b)#a()#end#a()"),
        refused("macros of a tree", Kind.STEP_LIMIT, macroTree("")),
        refused(
            "macros of a tree that write into a string",
            Kind.COPY_LIMIT,
            macroTree("x".repeat(500)).replace("#m18()", "#set($s=\"#m18()\")")),
        refused(
            "macro with a body that calls itself",
            Kind.TEMPLATE,
            "#macro(m)$bodyContent#@m()x#end#end#@m()y#end"),
        refused(
            "block that prints itself", Kind.STEP_LIMIT, "#define($d)$d$d#end" + loops(3, "$d")),
        refused("blocks of a tree", Kind.TEXT_LIMIT, blockTree()),
        refused(
            "many variables",
            Kind.STEP_LIMIT,
            loops(2, "#set($a=1)#set($b=2)#set($c=[$a,$b,$i1])")),
        refused("nested #if", Kind.NESTING_LIMIT, "#if(true)".repeat(2_000) + "#end".repeat(2_000)),
        refused(
            "nested parentheses",
            Kind.NESTING_LIMIT,
            "#set($x=" + "(".repeat(3_000) + "1" + ")".repeat(3_000) + ")"),
        refused(
            "nested lists",
            Kind.NESTING_LIMIT,
            "#set($x=" + "[".repeat(3_000) + "]".repeat(3_000) + ")"),
        refused(
            "nested maps",
            Kind.NESTING_LIMIT,
            "#set($x=" + "{'a':".repeat(3_000) + "1" + "}".repeat(3_000) + ")"),
        refused(
            "nested indexes",
            Kind.NESTING_LIMIT,
            "#set($x=" + "$a[".repeat(3_000) + "1" + "]".repeat(3_000) + ")"),
        refused("many negations", Kind.NESTING_LIMIT, "#if(" + "!".repeat(30_000) + "true)x#end"),
        refused("template too long", Kind.TEXT_LIMIT, "x".repeat(32_769)));
  }

  static String loops(int levels, String body) {
    return IntStream.rangeClosed(1, levels).mapToObj(LOOP::formatted).collect(Collectors.joining())
        + body
        + "#end".repeat(levels);
  }

  private static String macroTree(String leaf) {
    return "#macro(m0)"
        + leaf
        + "#end"
        + IntStream.rangeClosed(1, 18)
            .mapToObj(i -> "#macro(m%d)%s#end".formatted(i, "#m%d()".formatted(i - 1).repeat(10)))
            .collect(Collectors.joining())
        + "#m18()";
  }

  private static String blockTree() {
    return "#define($d0)"
        + "x".repeat(1_000)
        + "#end"
        + IntStream.rangeClosed(1, 10)
            .mapToObj(i -> "#define($d%d)%s#end".formatted(i, ("$d" + (i - 1)).repeat(10)))
            .collect(Collectors.joining())
        + "#set($s=\"$d10\")";
  }
}
