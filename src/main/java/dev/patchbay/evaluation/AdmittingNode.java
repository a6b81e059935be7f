package dev.patchbay.evaluation;

import java.io.IOException;
import java.io.Writer;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.parser.node.StandardParserTreeConstants;
import org.jspecify.annotations.Nullable;

/** Takes the value of an expression only within the limits, before another expression uses it. */
final class AdmittingNode extends SimpleNode {

  private final Node expression;

  AdmittingNode(Node expression) {
    super(StandardParserTreeConstants.JJTEXPRESSION);
    this.expression = expression;
    jjtAddChild(expression, 0);
  }

  @Override
  public Object init(InternalContextAdapter context, Object data) {
    return expression.init(context, data);
  }

  @Override
  public @Nullable Object value(InternalContextAdapter context) {
    Object value = Values.admit(expression.value(context));
    if (value instanceof String text) {
      Budget.current().copy(text.length());
    }
    return value;
  }

  @Override
  public boolean evaluate(InternalContextAdapter context) {
    return expression.evaluate(context);
  }

  @Override
  public boolean render(InternalContextAdapter context, Writer writer) throws IOException {
    return expression.render(context, writer);
  }

  @Override
  public String literal() {
    return expression.literal();
  }

  @Override
  public int getType() {
    return expression.getType();
  }

  @Override
  public int getLine() {
    return expression.getLine();
  }

  @Override
  public int getColumn() {
    return expression.getColumn();
  }

  @Override
  public String getTemplateName() {
    return expression.getTemplateName();
  }
}
