package dev.patchbay.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The template for a payload.
 *
 * @param key the key of the template, null where the payload passes through
 * @param value the value of the expression, null without an expression
 * @param reason a sentence that says why
 */
record TemplateChoice(
    @Nullable String key, @Nullable String template, @Nullable String value, String reason) {

  private static final String DEFAULT_KEY = "$default";
  private static final String JSON_KEY = "application/json";

  static TemplateChoice of(
      @Nullable String expression,
      Map<String, String> templates,
      Function<String, Optional<String>> variables) {
    if (templates.isEmpty()) {
      return new TemplateChoice(null, null, null, "there are no templates");
    }
    if (expression == null) {
      return withoutExpression(templates);
    }
    String value = SelectionExpression.parse(expression).evaluate(variables).orElse("");
    if (templates.containsKey(value)) {
      return chosen(templates, value, value, "the expression names it");
    }
    if (templates.containsKey(DEFAULT_KEY)) {
      return chosen(
          templates, DEFAULT_KEY, value, "no template has the key that the expression names");
    }
    return new TemplateChoice(
        null,
        null,
        value,
        "no template has the key that the expression names, and none is $default");
  }

  private static TemplateChoice withoutExpression(Map<String, String> templates) {
    if (templates.containsKey(DEFAULT_KEY)) {
      return chosen(templates, DEFAULT_KEY, null, "there is no expression");
    }
    if (templates.containsKey(JSON_KEY)) {
      return chosen(templates, JSON_KEY, null, "there is no expression, and none is $default");
    }
    return chosen(
        templates,
        templates.keySet().iterator().next(),
        null,
        "there is no expression, and it is the first template");
  }

  private static TemplateChoice chosen(
      Map<String, String> templates, String key, @Nullable String value, String reason) {
    String template = templates.getOrDefault(key, "");
    return template.isEmpty()
        ? new TemplateChoice(
            key, null, value, reason + "; it is empty, so the payload passes through")
        : new TemplateChoice(key, template, value, reason);
  }
}
