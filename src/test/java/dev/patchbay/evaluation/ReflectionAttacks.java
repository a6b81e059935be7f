package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Attack.harmless;
import static dev.patchbay.evaluation.Attack.refused;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.stream.Stream;

/** Attempts to reach classes, files, threads, other templates and the program itself. */
final class ReflectionAttacks {

  private ReflectionAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
        harmless("class of a string", "[]", "#set($s='x')[$s.class]"),
        harmless("getClass of a string", "[]", "#set($s='x')[$s.getClass()]"),
        harmless("getClass of a number", "[]", "#set($n=1)[$n.getClass().getName()]"),
        harmless("getClass of a list", "[]", "#set($l=[])[$l.getClass().getName()]"),
        harmless("getClass of a map", "[]", "#set($m={})[$m.getClass().getName()]"),
        harmless("class of a map is a member", "[]", "#set($m={})[$m.class.name]"),
        harmless("getClass of $input", "[]", "[$input.getClass().getClassLoader()]"),
        harmless("class of $util", "[]", "[$util.class.forName('java.lang.Runtime')]"),
        harmless("class of $context", "[]", "[$context.class.name]"),
        harmless("getClass of $stageVariables", "[]", "[$stageVariables.getClass().name]"),
        harmless("getClass of $foreach", "[]", "#foreach($i in [1])[$foreach.getClass().name]#end"),
        harmless("owner of $foreach", "[]", "#foreach($i in [1])[$foreach.owner]#end"),
        harmless("info of $foreach", "[]", "#foreach($i in [1])[$foreach.info.template]#end"),
        harmless(
            "topmost of $foreach", "[]", "#foreach($i in [1])[$foreach.getTopmost().info]#end"),
        harmless("stop of $foreach", "[]", "#foreach($i in [1])[$foreach.stop()]#end"),
        harmless("put into $foreach", "[]", "#foreach($i in [1])[$foreach.put('a','b')]#end"),
        harmless(
            "class of an entry",
            "[]",
            "#set($m={'a':1})#foreach($e in $m.entrySet())[$e.class]#end"),
        harmless("class of true", "[]", "#set($t=true)[$t.class.forName('java.lang.System')]"),
        harmless("class of a block", "[]", "#define($d)x#end[$d.class]"),
        harmless("context of a block", "[]", "#define($d)x#end[$d.getContext()]"),
        harmless(
            "CVE-2019-17558: Solr, Runtime through a string",
            " []",
            "#set($x='')#set($rt=$x.class.forName('java.lang.Runtime'))"
                + "#set($chr=$x.class.forName('java.lang.Character'))"
                + "#set($ex=$rt.getRuntime().exec('id'))$ex.waitFor() [$ex.getInputStream()]"),
        harmless(
            "CVE-2020-13936: class loader through a member",
            "[]",
            "#set($l=$context.class.classLoader)[$l.loadClass('java.lang.Runtime').getName()]"),
        harmless(
            "CVE-2020-13936: ProcessBuilder",
            "[]",
            "#set($e='e')[$e.getClass().forName('java.lang.ProcessBuilder')"
                + ".getConstructors().get(0).newInstance(['id']).start()]"),
        harmless(
            "GHSA-7pwj-xvc2-hfpc: ScriptEngineManager",
            "[]",
            "[$util.getClass().forName('javax.script.ScriptEngineManager').newInstance()"
                + ".getEngineByName('js').eval('1')]"),
        harmless(
            "CVE-2019-3396: a template of a file",
            "[]",
            "[$input.getClass().getResource('file:///etc/passwd')]"),
        harmless(
            "CVE-2022-26134 and CVE-2023-22527: a value stack",
            "[]",
            "[$stack.findValue('@java.lang.Runtime@getRuntime().exec(1)')]"),
        harmless(
            "CVE-2021-43947: a bean of the context",
            "[]",
            "[$i18n.getClass().forName('java.lang.Runtime').getMethod('getRuntime',null)"
                + ".invoke(null,null).exec('id')]"),
        harmless("constructor of a string", "[]", "#set($s='x')[$s.class.getConstructors()]"),
        harmless("bytes of a string", "[]", "#set($s='x')[$s.getBytes()]"),
        harmless("stream of a string", "[]", "#set($s='x')[$s.chars().sum()]"),
        harmless("wait of a string", "[]", "#set($s='x')[$s.wait()]"),
        harmless("notify of a list", "[]", "#set($l=[])[$l.notifyAll()]"),
        harmless("stream of a list", "[]", "#set($l=[1])[$l.stream().count()]"),
        harmless("iterator of a list", "[]", "#set($l=[1])[$l.iterator()]"),
        harmless("member of a list", "[]", "#set($l=[1])[$l.elements]"),
        harmless("computeIfAbsent of a map", "[]", "#set($m={})[$m.computeIfAbsent('a',null)]"),
        harmless("Java's static parser", "[]", "#set($n=1)[$n.getInteger('user.home')]"),
        harmless("a loader", "[]", "[$loader.getResourceLoader()]"),
        harmless("the engine", "[]", "[$engine.getProperty('x')]"),
        harmless("the macro library", "#velocimacros()", "#velocimacros()"),
        harmless("a macro of the engine", "#escape('x')", "#escape('x')"),
        harmless("setting $input", "[]", "#set($input.body='x')[]"),
        refused("#include", Kind.TEMPLATE_DIRECTIVE, "#include('/etc/passwd')"),
        refused("#include of the class path", Kind.TEMPLATE_DIRECTIVE, "#include('logback.xml')"),
        refused("#{include}", Kind.TEMPLATE_DIRECTIVE, "#{include}('/etc/passwd')"),
        refused("#parse", Kind.TEMPLATE_DIRECTIVE, "#parse('/etc/passwd')"),
        refused("#parse of itself", Kind.TEMPLATE_DIRECTIVE, "#parse('template')"),
        refused("#evaluate", Kind.TEMPLATE_DIRECTIVE, "#evaluate('#set($x=1)')"),
        refused("#evaluate of the body", Kind.TEMPLATE_DIRECTIVE, "#evaluate($input.body)"),
        refused("#parse in a branch", Kind.TEMPLATE_DIRECTIVE, "#if(false)#parse('x')#end"),
        refused("#include in a string", Kind.TEMPLATE_DIRECTIVE, "#set($x=\"#include('x')\")$x"),
        refused("#parse in a macro", Kind.TEMPLATE_DIRECTIVE, "#macro(m)#parse('x')#end#m()"),
        refused(
            "#evaluate in a block", Kind.TEMPLATE_DIRECTIVE, "#define($d)#evaluate('x')#end$d"));
  }
}
