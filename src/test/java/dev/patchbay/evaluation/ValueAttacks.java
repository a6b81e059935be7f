package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Attack.harmless;
import static dev.patchbay.evaluation.Attack.refused;
import static dev.patchbay.evaluation.ProgramAttacks.loops;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Stream;

/** Attempts to use up the processor or the memory with strings, numbers, lists and maps. */
final class ValueAttacks {

  private static final String LONG = "#set($x='" + "x".repeat(20_000) + "')";

  private ValueAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
        refused("doubled string", Kind.TEXT_LIMIT, "#set($t='x')" + "#set($t=\"$t$t\")".repeat(28)),
        refused("doubled sum", Kind.TEXT_LIMIT, "#set($t='xx')" + "#set($t=$t+$t)".repeat(28)),
        refused(
            "doubled concat",
            Kind.TEXT_LIMIT,
            "#set($t='xx')" + "#set($t=$t.concat($t))".repeat(28)),
        refused(
            "many references in a string",
            Kind.COPY_LIMIT,
            LONG + "#set($y=\"" + "$x".repeat(5_000) + "\")"),
        refused(
            "long sum",
            Kind.COPY_LIMIT,
            "#set($x='" + "x".repeat(1_000) + "')#set($y=$x" + "+$x".repeat(200) + ")"),
        refused("repeat by replace", Kind.TEXT_LIMIT, LONG + "#set($y=$x.replace('x',$x))"),
        refused("replace of nothing", Kind.TEXT_LIMIT, LONG + "#set($y=$x.replace('',$x))"),
        refused("repeat by replaceAll", Kind.TEXT_LIMIT, LONG + "#set($y=$x.replaceAll('x',$x))"),
        refused(
            "groups by replaceAll",
            Kind.TEXT_LIMIT,
            LONG + "#set($y=$x.replaceAll('(.+)','" + "$1".repeat(2_000) + "'))"),
        refused(
            "split into too many", Kind.PATTERN_LIMIT, LONG + loops(1, "#set($y=$x.split('x'))")),
        refused(
            "slow indexOf",
            Kind.STEP_LIMIT,
            LONG + "#set($y=$x.substring(9999)+'y')" + loops(1, "#set($z=$x.indexOf($y))")),
        refused(
            "slow contains",
            Kind.STEP_LIMIT,
            LONG + "#set($y=$x.substring(9999)+'y')" + loops(1, "#if($x.contains($y))1#end")),
        refused(
            "slow lastIndexOf",
            Kind.STEP_LIMIT,
            LONG + "#set($y='y'+$x.substring(9999))" + loops(1, "#set($z=$x.lastIndexOf($y))")),
        harmless("String.repeat", "[]", "#set($s='x')[$s.repeat(100000000)]"),
        harmless("String.format", "[]", "#set($s='%100000000d')[$s.format($s,1)]"),
        harmless("String.formatted", "[]", "#set($s='%100000000d')[$s.formatted(1)]"),
        harmless("String.indent", "[]", "#set($s='x')[$s.indent(100000000)]"),
        harmless("String.join", "[]", "#set($s='x')[$s.join($s,[1,2])]"),
        harmless("List.subList", "[]", "#set($l=[1])[$l.subList(0,1)]"),
        refused(
            "list added to itself",
            Kind.ELEMENT_LIMIT,
            "#set($l=[1])" + "#set($u=$l.addAll($l))".repeat(28)),
        refused("list that grows", Kind.STEP_LIMIT, "#set($l=[])" + loops(2, "#set($u=$l.add(1))")),
        refused(
            "insertions at the front",
            Kind.STEP_LIMIT,
            "#set($l=[1..60000])" + loops(2, "$l.add(0,1)")),
        refused(
            "map that grows", Kind.STEP_LIMIT, "#set($m={})" + loops(2, "$m.put(\"$i1-$i2\",1)")),
        refused("map in itself", Kind.NESTING_LIMIT, "#set($m={})#set($m.m=$m)$m"),
        refused(
            "maps in each other",
            Kind.NESTING_LIMIT,
            "#set($a={})#set($b={'a':$a})$!a.put('b',$b)$a"),
        refused(
            "list in itself, compared",
            Kind.NESTING_LIMIT,
            "#set($a=[1])$!a.add($a)#set($b=[1])$!b.add($b)#if($a==$b)x#end"),
        refused(
            "list in itself, in a string",
            Kind.NESTING_LIMIT,
            "#set($a=[])$!a.add($a)#set($s=\"$a\")"),
        refused(
            "list in itself, in a sum",
            Kind.NESTING_LIMIT,
            "#set($a=[])$!a.add($a)#set($s='x'+$a)"),
        refused(
            "list in itself, as a key",
            Kind.NESTING_LIMIT,
            "#set($a=[])$!a.add($a)#set($m={$a:1})"),
        refused("doubled lists, printed", Kind.TEXT_LIMIT, doubledLists() + "$l"),
        refused("doubled lists, in a sum", Kind.TEXT_LIMIT, doubledLists() + "#set($s='x'+$l)"),
        refused(
            "doubled lists, compared",
            Kind.TEXT_LIMIT,
            doubledLists() + "#set($k=$l)" + doubledLists() + "#if($l==$k)x#end"),
        refused(
            "doubled lists, searched",
            Kind.STEP_LIMIT,
            doubledLists() + "#set($k=[$l])" + doubledLists() + "$k.contains($l)"),
        refused(
            "doubled maps, as JSON",
            Kind.TEXT_LIMIT,
            "#set($l={})" + "#set($l={'a':$l,'b':$l})".repeat(28) + "$l"),
        refused(
            "range of two billion in a variable", Kind.ELEMENT_LIMIT, "#set($r=[1..2000000000])$r"),
        refused(
            "range of two billion in a sum", Kind.ELEMENT_LIMIT, "#set($r=[1..2000000000]+'x')"),
        refused(
            "range of two billion compared", Kind.ELEMENT_LIMIT, "#if([1..2000000000]=='x')1#end"),
        refused(
            "range of two billion in a map",
            Kind.ELEMENT_LIMIT,
            "#set($m={'a':[1..2000000000]})$m"),
        refused(
            "range of two billion in a list", Kind.ELEMENT_LIMIT, "#set($m=[[1..2000000000]])$m"),
        refused(
            "range of two billion as an argument",
            Kind.ELEMENT_LIMIT,
            "#set($l=[])$l.add([1..2000000000])"),
        refused(
            "range as a default of a macro",
            Kind.ELEMENT_LIMIT,
            "#macro(m $a=[1..2000000000])$a#end#m()"),
        refused(
            "range as an argument of a macro",
            Kind.ELEMENT_LIMIT,
            "#macro(m $a)$a#end#m([1..2000000000])"),
        harmless(
            "range of two billion in a loop",
            "1000",
            "#foreach($i in [1..2000000000])#if($foreach.count==1000)$i#end#end"),
        refused(
            "squared number",
            Kind.NUMBER_LIMIT,
            "#set($n=999999999)" + "#set($n=$n*$n)".repeat(40)),
        refused(
            "squared number in a list",
            Kind.NUMBER_LIMIT,
            "#set($l=[999999999])" + "#set($l[0]=$l[0]*$l[0])".repeat(40)),
        refused(
            "long product",
            Kind.NUMBER_LIMIT,
            "#set($n=999999999999)#set($p=$n" + "*$n".repeat(200) + ")"),
        refused("long number", Kind.NUMBER_LIMIT, "#set($n=" + "9".repeat(30_000) + ")"),
        refused("number with a large exponent", Kind.NUMBER_LIMIT, "#set($n=1.0e2000000000+1)"));
  }

  private static String doubledLists() {
    return "#set($l=[])" + "#set($l=[$l,$l])".repeat(28);
  }
}
