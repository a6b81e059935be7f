package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Maps values to parameters of the request to a backend, or of the response to a client. */
final class Parameters {

  private Parameters() {}

  /**
   * Maps in the order of the mappings.
   *
   * @param variables the value of a source by its name
   */
  static List<MappedParameter> map(
      Map<String, String> mappings, Function<String, Optional<String>> variables) {
    List<MappedParameter> parameters = new ArrayList<>();
    mappings.forEach(
        (key, expression) ->
            parameters.add(
                new MappedParameter(key, expression, value(expression, variables).orElse(null))));
    return List.copyOf(parameters);
  }

  private static Optional<String> value(
      String expression, Function<String, Optional<String>> variables) {
    boolean isStatic =
        expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'");
    return isStatic
        ? Optional.of(expression.substring(1, expression.length() - 1))
        : variables.apply(expression);
  }
}
