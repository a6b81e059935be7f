package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/** A parsed template with its trees: its own, and one for each interpolated string in it. */
final class ParsedTemplate extends Template {

  private final List<SimpleNode> trees = new ArrayList<>();

  void add(SimpleNode tree) {
    trees.add(tree);
  }

  List<SimpleNode> trees() {
    return trees;
  }
}
