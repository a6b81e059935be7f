package dev.patchbay.evaluation;

import dev.patchbay.evaluation.LintWarning.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.velocity.runtime.parser.node.ASTIdentifier;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTSetDirective;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.jspecify.annotations.Nullable;

/** Finds templates that do not parse, and calls of methods that {@code $util} does not have. */
final class TemplateLint {

  private final Templates templates = new Templates();
  private final Map<String, TemplateObject> objects =
      Map.of("util", new UtilObject(), "input", new InputObject(new JsonPaths(), "{}", Map.of()));
  private final List<LintWarning> warnings;

  TemplateLint(List<LintWarning> warnings) {
    this.warnings = warnings;
  }

  /** Checks a template of an integration response, or of the integration where that is null. */
  void check(@Nullable String integrationResponseId, String key, String template) {
    Budget.current().scan(template.length());
    try {
      List<SimpleNode> trees = templates.parse(template).trees();
      Set<String> assigned = new HashSet<>();
      trees.forEach(tree -> collectAssigned(tree, assigned));
      trees.forEach(tree -> checkCalls(tree, integrationResponseId, key, assigned));
    } catch (EvaluationFault e) {
      EvaluationError error = e.error();
      warnings.add(
          new LintWarning(
              Kind.TEMPLATE_SYNTAX,
              integrationResponseId,
              key,
              error.line(),
              error.column(),
              error.message()));
    }
  }

  private static void collectAssigned(Node node, Set<String> assigned) {
    if (node instanceof ASTSetDirective
        && node.jjtGetChild(0) instanceof ASTReference reference
        && reference.jjtGetNumChildren() == 0) {
      assigned.add(reference.getRootString());
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      collectAssigned(node.jjtGetChild(i), assigned);
    }
  }

  private void checkCalls(
      Node node, @Nullable String integrationResponseId, String key, Set<String> assigned) {
    if (node instanceof ASTReference reference && reference.jjtGetNumChildren() > 0) {
      String root = reference.getRootString();
      TemplateObject object = assigned.contains(root) ? null : objects.get(root);
      if (object != null) {
        checkCall(object, (SimpleNode) reference.jjtGetChild(0), integrationResponseId, key);
      }
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      checkCalls(node.jjtGetChild(i), integrationResponseId, key, assigned);
    }
  }

  private void checkCall(
      TemplateObject object, SimpleNode call, @Nullable String integrationResponseId, String key) {
    String name;
    if (call instanceof ASTMethod method) {
      int arguments = method.jjtGetNumChildren() - 1;
      if (object.method(method.getMethodName(), arguments) != null) {
        return;
      }
      name = object + "." + method.getMethodName() + "() with " + count(arguments);
    } else if (call instanceof ASTIdentifier identifier) {
      if (object.property(identifier.getIdentifier()).isPresent()) {
        return;
      }
      name = object + "." + identifier.getIdentifier();
    } else {
      return;
    }
    warnings.add(
        new LintWarning(
            Kind.UNKNOWN_METHOD,
            integrationResponseId,
            key,
            call.getLine(),
            call.getColumn(),
            "there is no %s; it is empty".formatted(name)));
  }

  private static String count(int arguments) {
    return arguments + (arguments == 1 ? " argument" : " arguments");
  }
}
