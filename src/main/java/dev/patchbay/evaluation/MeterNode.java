package dev.patchbay.evaluation;

import java.io.Writer;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.parser.node.StandardParserTreeConstants;

/**
 * Charges one rendering of the block in which it stands first. A loop, a macro, a branch and an
 * interpolated string are blocks, so nothing repeats without a charge.
 */
final class MeterNode extends SimpleNode {

  private final int nodes;
  private final long characters;
  private final int blockLine;
  private final int blockColumn;

  /**
   * A meter.
   *
   * @param nodes the nodes that one rendering evaluates
   * @param characters the literal text that one rendering writes
   */
  MeterNode(int nodes, long characters, int blockLine, int blockColumn) {
    super(StandardParserTreeConstants.JJTTEXT);
    this.nodes = nodes;
    this.characters = characters;
    this.blockLine = blockLine;
    this.blockColumn = blockColumn;
  }

  @Override
  public Object init(InternalContextAdapter context, Object data) {
    return data;
  }

  @Override
  public boolean render(InternalContextAdapter context, Writer writer) {
    Budget budget = Budget.current();
    budget.at(blockLine, blockColumn);
    budget.steps(nodes);
    budget.copy(characters);
    return true;
  }

  @Override
  public String literal() {
    return "";
  }
}
