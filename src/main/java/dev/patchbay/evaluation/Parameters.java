package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps values of the reply and of its surroundings to parameters of the response. */
final class Parameters {

  private Parameters() {}

  static List<MappedParameter> map(Map<String, String> mappings, Variables variables) {
    List<MappedParameter> parameters = new ArrayList<>();
    mappings.forEach(
        (key, expression) ->
            parameters.add(
                new MappedParameter(key, expression, value(expression, variables).orElse(null))));
    return List.copyOf(parameters);
  }

  private static Optional<String> value(String expression, Variables variables) {
    boolean isStatic =
        expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'");
    return isStatic
        ? Optional.of(expression.substring(1, expression.length() - 1))
        : variables.forParameter(expression);
  }
}
