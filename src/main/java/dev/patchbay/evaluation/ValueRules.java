package dev.patchbay.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of draft 4 that look at one value alone. {@code format} has no effect, and neither
 * have keywords that the draft does not know.
 */
final class ValueRules {

  private final TemplateMap schema;
  private final List<SchemaRule> rules = new ArrayList<>();

  private ValueRules(TemplateMap schema) {
    this.schema = schema;
  }

  /** The rules of a schema, the cheapest first. */
  static List<SchemaRule> of(TemplateMap schema) {
    ValueRules rules = new ValueRules(schema);
    rules.addType();
    rules.addRequired();
    rules.addCounts();
    rules.addNumbers();
    rules.addValues();
    rules.addPattern();
    return rules.rules;
  }

  private void addType() {
    List<String> types = texts("type");
    if (!types.isEmpty()) {
      rules.add(
          (value, level) ->
              types.stream().anyMatch(type -> JsonTypes.isOf(value, type))
                  ? null
                  : "instance type ("
                      + JsonTypes.name(value)
                      + ") does not match any allowed primitive type (allowed: "
                      + quoted(types)
                      + ")");
    }
  }

  private void addRequired() {
    List<String> required = texts("required");
    if (!required.isEmpty()) {
      rules.add(
          (value, level) -> {
            if (!(value instanceof TemplateMap map)) {
              return null;
            }
            List<String> missing =
                required.stream().filter(name -> !map.containsKey(name)).sorted().toList();
            return missing.isEmpty()
                ? null
                : "object has missing required properties (" + quoted(missing) + ")";
          });
    }
  }

  private void addCounts() {
    addCount("maxLength", String.class, ValueRules::length, true);
    addCount("minLength", String.class, ValueRules::length, false);
    addCount("maxItems", TemplateList.class, Collection::size, true);
    addCount("minItems", TemplateList.class, Collection::size, false);
    addCount("maxProperties", TemplateMap.class, TemplateMap::size, true);
    addCount("minProperties", TemplateMap.class, TemplateMap::size, false);
  }

  /** Characters, of which some are two units of a string of Java. */
  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private <T> void addCount(
      String keyword, Class<T> kind, ToIntFunction<T> count, boolean isMaximum) {
    if (schema.get(keyword) instanceof Number limit) {
      BigDecimal exact = ComparableJson.number(limit);
      IntPredicate accepts =
          size -> {
            int order = BigDecimal.valueOf(size).compareTo(exact);
            return isMaximum ? order <= 0 : order >= 0;
          };
      add(keyword, kind, value -> accepts.test(count.applyAsInt(value)));
    }
  }

  private void addNumbers() {
    addBound("maximum", "exclusiveMaximum", 1);
    addBound("minimum", "exclusiveMinimum", -1);
    if (schema.get("multipleOf") instanceof Number divisor
        && ComparableJson.number(divisor).signum() > 0) {
      BigDecimal exact = ComparableJson.number(divisor);
      add(
          "multipleOf",
          Number.class,
          value -> ComparableJson.number(value).remainder(exact).signum() == 0);
    }
  }

  /**
   * Adds a bound.
   *
   * @param beyond the sign of the order of a value beyond it
   */
  private void addBound(String keyword, String exclusive, int beyond) {
    if (schema.get(keyword) instanceof Number bound) {
      BigDecimal exact = ComparableJson.number(bound);
      boolean isExclusive = Boolean.TRUE.equals(schema.get(exclusive));
      add(
          keyword,
          Number.class,
          value -> {
            int order = ComparableJson.number(value).compareTo(exact);
            return order != beyond && !(isExclusive && order == 0);
          });
    }
  }

  private void addValues() {
    if (schema.get("enum") instanceof TemplateList values) {
      Set<String> allowed =
          values.stream().map(ComparableJson::of).collect(Collectors.toUnmodifiableSet());
      rules.add(
          (value, level) -> allowed.contains(ComparableJson.of(value)) ? null : refusalBy("enum"));
    }
    if (Boolean.TRUE.equals(schema.get("uniqueItems"))) {
      add(
          "uniqueItems",
          TemplateList.class,
          list -> list.stream().map(ComparableJson::of).distinct().count() == list.size());
    }
  }

  private void addPattern() {
    if (schema.get("pattern") instanceof String expression) {
      BoundedPattern pattern = pattern(expression);
      add("pattern", String.class, text -> pattern.apply(text, Matcher::find));
    }
  }

  /** A pattern of a schema, which is found anywhere in a text. */
  static BoundedPattern pattern(String expression) {
    try {
      return BoundedPattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw ModelCompiler.fault("a pattern cannot be compiled: " + Reason.line(e.getDescription()));
    }
  }

  private <T> void add(String keyword, Class<T> kind, Predicate<T> accepts) {
    rules.add(
        (value, level) ->
            kind.isInstance(value) && !accepts.test(kind.cast(value)) ? refusalBy(keyword) : null);
  }

  /** Names the keyword alone, for the value is the client's and may be long. */
  static String refusalBy(String keyword) {
    return "the keyword " + keyword + " refuses a value";
  }

  private List<String> texts(String keyword) {
    return texts(schema.get(keyword));
  }

  /** A text or a list of texts. */
  static List<String> texts(@Nullable Object value) {
    if (value instanceof TemplateList list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value instanceof String text ? List.of(text) : List.of();
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(each -> '"' + each + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
