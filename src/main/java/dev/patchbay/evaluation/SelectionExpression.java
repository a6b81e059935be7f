package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A selection expression: text with variables like {@code $request.body.action} and {@code
 * ${request.body.action}}, in which {@code \$} is a dollar. A value is not expanded again.
 */
public final class SelectionExpression {

  private final List<Part> parts;

  private SelectionExpression(List<Part> parts) {
    this.parts = parts;
  }

  /** Literal text, or the name of a variable. */
  private record Part(boolean isVariable, String text) {}

  /** Reads an expression; every text is one. */
  public static SelectionExpression parse(String expression) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int position = 0;
    while (position < expression.length()) {
      char unit = expression.charAt(position);
      if (unit == '\\' && expression.startsWith("$", position + 1)) {
        literal.append('$');
        position += 2;
        continue;
      }
      int end = unit == '$' ? variableEnd(expression, position) : position;
      if (end == position) {
        literal.append(unit);
        position++;
      } else {
        boolean braces = expression.charAt(position + 1) == '{';
        addLiteral(literal, parts);
        parts.add(
            new Part(
                true, expression.substring(position + (braces ? 2 : 1), end - (braces ? 1 : 0))));
        position = end;
      }
    }
    addLiteral(literal, parts);
    return new SelectionExpression(parts);
  }

  private static void addLiteral(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part(false, literal.toString()));
      literal.setLength(0);
    }
  }

  /** The position behind the variable that begins here, or this position where none does. */
  private static int variableEnd(String expression, int start) {
    if (expression.startsWith("{", start + 1)) {
      int close = expression.indexOf('}', start);
      return close < 0 ? start : close + 1;
    }
    int end = start + 1;
    while (end < expression.length() && isNameCharacter(expression.charAt(end))) {
      end++;
    }
    return end == start + 1 ? start : end;
  }

  private static boolean isNameCharacter(char unit) {
    return Character.isLetterOrDigit(unit) || "._-[]*@'".indexOf(unit) >= 0;
  }

  /** Whether its value depends on this variable alone, or on none. */
  boolean dependsOnlyOn(String variable) {
    return parts.stream().noneMatch(part -> part.isVariable && !part.text.equals(variable));
  }

  /**
   * The value of the expression. A variable without a value is empty text.
   *
   * @return nothing where the expression is one variable that has no value
   */
  public Optional<String> evaluate(Function<String, Optional<String>> variables) {
    if (parts.size() == 1 && parts.get(0).isVariable) {
      return variables.apply(parts.get(0).text);
    }
    StringBuilder value = new StringBuilder();
    for (Part part : parts) {
      value.append(part.isVariable ? variables.apply(part.text).orElse("") : part.text);
    }
    return Optional.of(value.toString());
  }
}
