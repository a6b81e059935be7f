package dev.patchbay.pact;

import au.com.dius.pact.core.model.matchingrules.EachKeyMatcher;
import au.com.dius.pact.core.model.matchingrules.EqualsMatcher;
import au.com.dius.pact.core.model.matchingrules.IncludeMatcher;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.MatchingRuleCategory;
import au.com.dius.pact.core.model.matchingrules.MinMaxTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.MinTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import au.com.dius.pact.core.model.matchingrules.expressions.MatchingRuleDefinition;
import io.vertx.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The constraints of a contract on a JSON value: an example, and the matching rules that generalize
 * it.
 *
 * @param rules by path below the value, {@code ""} for the value itself
 */
record Shape(Object example, Map<String, List<MatchingRule>> rules) {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z]+");

  private static Shape leaf(Object example, MatchingRule rule) {
    return new Shape(example, Map.of("", List.of(rule)));
  }

  /** Exactly this. */
  static Shape is(Object value) {
    return leaf(value, EqualsMatcher.INSTANCE);
  }

  /** Any value of the same JSON type. */
  static Shape like(Object example) {
    return leaf(example, TypeMatcher.INSTANCE);
  }

  /** Any text with this in it. */
  static Shape containing(String text, String example) {
    return leaf(example, new IncludeMatcher(text));
  }

  /** Any text of this form, in the common ground of regular expressions. */
  static Shape matching(String regex, String example) {
    return leaf(example, new RegexMatcher(regex, example));
  }

  /** At least these members, names and shapes in turn. */
  static Shape object(Object... namesAndShapes) {
    Map<String, Object> example = new LinkedHashMap<>();
    Map<String, List<MatchingRule>> rules = new TreeMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      String name = (String) namesAndShapes[i];
      Shape member = (Shape) namesAndShapes[i + 1];
      example.put(name, member.example);
      rules.putAll(member.below(step(name)));
    }
    return new Shape(example, rules);
  }

  /**
   * These members at most. Pact then no longer demands that they are there, so that another
   * exchange must.
   */
  Shape withNothingElse() {
    Map<?, ?> members = (Map<?, ?>) example;
    String names =
        members.keySet().stream()
            .map(name -> ((String) name).replaceAll("([.$*+?()\\[\\]{}|^\\\\])", "\\\\$1"))
            .collect(Collectors.joining("|", "^(", ")$"));
    String first = members.keySet().isEmpty() ? "" : (String) members.keySet().iterator().next();
    MatchingRule onlyThese =
        new EachKeyMatcher(
            new MatchingRuleDefinition(first, new RegexMatcher(names, first), null, ""));
    Map<String, List<MatchingRule>> all = new TreeMap<>(rules);
    all.put("", List.of(TypeMatcher.INSTANCE, onlyThese));
    return new Shape(example, all);
  }

  /** So many elements, each of this shape. */
  static Shape list(int count, Shape element) {
    return list(count, element, new MinMaxTypeMatcher(count, count));
  }

  /** So many elements or more, each of this shape. */
  static Shape listOfAtLeast(int count, Shape element) {
    return list(count, element, new MinTypeMatcher(count));
  }

  private static Shape list(int count, Shape element, MatchingRule size) {
    Map<String, List<MatchingRule>> rules = new TreeMap<>(element.below("[*]"));
    rules.put("", List.of(size));
    return new Shape(Collections.nCopies(count, element.example), rules);
  }

  private static String step(String name) {
    return PLAIN_NAME.matcher(name).matches() ? "." + name : "['" + name + "']";
  }

  private Map<String, List<MatchingRule>> below(String step) {
    return rules.entrySet().stream()
        .collect(Collectors.toMap(rule -> step + rule.getKey(), Map.Entry::getValue));
  }

  /** The example as it stands in the contract. */
  String json() {
    return Json.encode(example);
  }

  /** Adds the rules; equality is said only where a rule above would otherwise replace it. */
  void addTo(MatchingRuleCategory body) {
    rules.forEach(
        (path, each) -> {
          boolean byDefault = each.equals(List.of(EqualsMatcher.INSTANCE)) && !isBelowARule(path);
          if (!byDefault) {
            body.addRules("$" + path, each);
          }
        });
  }

  private boolean isBelowARule(String path) {
    return rules.keySet().stream()
        .anyMatch(above -> path.length() > above.length() && path.startsWith(above));
  }
}
