package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.model.Limit;
import java.util.Set;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTFloatingPointLiteral;
import org.apache.velocity.runtime.parser.node.ASTIfStatement;
import org.apache.velocity.runtime.parser.node.ASTIncludeStatement;
import org.apache.velocity.runtime.parser.node.ASTIntegerLiteral;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTMap;
import org.apache.velocity.runtime.parser.node.ASTMathNode;
import org.apache.velocity.runtime.parser.node.ASTObjectArray;
import org.apache.velocity.runtime.parser.node.ASTSetDirective;
import org.apache.velocity.runtime.parser.node.ASTStringLiteral;
import org.apache.velocity.runtime.parser.node.ASTprocess;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/**
 * Prepares a parsed template for the budget. Each block begins with a {@link MeterNode} that
 * charges one rendering of it, and each expression that makes a value stands in an {@link
 * AdmittingNode}.
 */
final class TemplateTree {

  /** Directives that read files or evaluate text as a template. */
  private static final Set<String> REFUSED_DIRECTIVES = Set.of("include", "parse", "evaluate");

  private static final int DEPTH_MAX = Limit.EVALUATION_TREE.intValue();

  private static final int LITERAL_LENGTH_MAX = Limit.EVALUATION_LITERAL.intValue();

  private TemplateTree() {}

  /** Checks a tree and puts the nodes that charge the budget into it. */
  static void instrument(SimpleNode tree) {
    visit(tree, 0);
  }

  /** The number of nodes that one rendering of this node evaluates, blocks inside it left out. */
  private static int visit(Node node, int depth) {
    if (depth > DEPTH_MAX) {
      throw fault(Kind.NESTING_LIMIT, node, "the template nests too deep");
    }
    check(node);
    int nodes = 1;
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      Node child = node.jjtGetChild(i);
      nodes += visit(child, depth + 1);
      if (node instanceof ASTMathNode) {
        // Velocity asks for the text of an operand that is no number, when its tokens are gone.
        String unused = child.literal();
      }
      if (makesValue(child) && !isRangeOfLoop(child, node)) {
        node.jjtAddChild(new AdmittingNode(child), i);
      }
    }
    if (node instanceof ASTBlock || node instanceof ASTprocess) {
      meter(node, nodes);
      return 1;
    }
    return nodes;
  }

  private static void check(Node node) {
    if (node instanceof ASTIncludeStatement
        || (node instanceof ASTDirective directive
            && REFUSED_DIRECTIVES.contains(directive.getDirectiveName()))) {
      throw fault(Kind.TEMPLATE_DIRECTIVE, node, first(node).image + " is not available");
    }
    if (node instanceof ASTIntegerLiteral || node instanceof ASTFloatingPointLiteral) {
      String image = first(node).image;
      if (image.length() > LITERAL_LENGTH_MAX || Double.isInfinite(Double.parseDouble(image))) {
        throw fault(Kind.NUMBER_LIMIT, node, "the number " + image + " is too long or too large");
      }
    }
  }

  private static Token first(Node node) {
    return ((SimpleNode) node).getFirstToken();
  }

  private static EvaluationFault fault(Kind kind, Node node, String message) {
    Token token = first(node);
    return new EvaluationFault(kind, message, token.beginLine, token.beginColumn, token.image);
  }

  private static boolean makesValue(Node node) {
    return node instanceof ASTObjectArray
        || node instanceof ASTMap
        || node instanceof ASTIntegerRange
        || node instanceof ASTMathNode
        || node instanceof ASTStringLiteral;
  }

  /** A loop takes the elements of a range one by one, so it may be long. */
  private static boolean isRangeOfLoop(Node node, Node parent) {
    return node instanceof ASTIntegerRange
        && parent instanceof ASTDirective directive
        && directive.getDirectiveName().equals("foreach");
  }

  private static void meter(Node block, int nodes) {
    long characters = 0;
    for (int i = 0; i < block.jjtGetNumChildren(); i++) {
      Node child = block.jjtGetChild(i);
      if (!(child instanceof ASTDirective
          || child instanceof ASTIfStatement
          || child instanceof ASTSetDirective)) {
        characters += length(child);
      }
    }
    for (int i = block.jjtGetNumChildren(); i > 0; i--) {
      block.jjtAddChild(block.jjtGetChild(i - 1), i);
    }
    block.jjtAddChild(
        new MeterNode(nodes, characters, first(block).beginLine, first(block).beginColumn), 0);
  }

  private static long length(Node node) {
    long length = 0;
    for (Token token = first(node); token != null; token = token.next) {
      length += token.image.length();
      if (token == ((SimpleNode) node).getLastToken()) {
        break;
      }
    }
    return length;
  }
}
