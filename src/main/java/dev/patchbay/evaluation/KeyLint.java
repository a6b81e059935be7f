package dev.patchbay.evaluation;

import dev.patchbay.evaluation.LintWarning.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds keys of integration responses that can never match, and keys that others hide. */
final class KeyLint {

  private static final String STATUS = "integration.response.statuscode";

  /** The status codes of HTTP. */
  private static final int STATUS_MIN = 100;

  private static final int STATUS_MAX = 599;

  /** Expressions that match every value. */
  private static final List<String> EVERYTHING = List.of("/.*/", "/.+/", "/(.*)/", "/[\\s\\S]*/");

  /** All values that can be matched, in their order; empty where they are not known. */
  private final List<String> values;

  private final List<LintWarning> warnings;
  private final List<Key> earlier = new ArrayList<>();

  private KeyLint(List<String> values, List<LintWarning> warnings) {
    this.values = values;
    this.warnings = warnings;
  }

  /** A key with its expression, null for a literal, and the numbers of the values it matches. */
  private record Key(String text, @Nullable BoundedPattern pattern, BitSet matched) {

    boolean matches(String value) {
      return pattern == null ? text.equals(value) : pattern.matches(value);
    }
  }

  static void check(
      @Nullable String expression,
      List<IntegrationResponse> responses,
      List<LintWarning> warnings) {
    KeyLint lint = new KeyLint(values(expression), warnings);
    for (IntegrationResponse response : responses) {
      if (!response.key().equals(IntegrationResponse.DEFAULT_KEY)) {
        lint.check(response);
      }
    }
  }

  private static List<String> values(@Nullable String text) {
    SelectionExpression expression = SelectionExpression.parse(String.valueOf(text));
    if (text == null || !expression.dependsOnlyOn(STATUS)) {
      return List.of();
    }
    return IntStream.rangeClosed(STATUS_MIN, STATUS_MAX)
        .mapToObj(status -> expression.evaluate(name -> Optional.of(String.valueOf(status))))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private void check(IntegrationResponse response) {
    Key key;
    try {
      key = key(response.key());
    } catch (PatternSyntaxException e) {
      warn(
          Kind.KEY_NEVER_MATCHES,
          response,
          "the regular expression does not compile: " + e.getDescription());
      return;
    }
    if (!values.isEmpty() && key.matched.isEmpty()) {
      warn(Kind.KEY_NEVER_MATCHES, response, neverMatches(key));
    } else {
      List<String> hiding = hiding(key);
      if (!hiding.isEmpty()) {
        warn(
            Kind.KEY_HIDDEN,
            response,
            "every value that it matches is taken by " + String.join(", ", hiding) + " before it");
      }
    }
    earlier.add(key);
  }

  private Key key(String text) {
    BoundedPattern pattern =
        Selection.isExpression(text)
            ? BoundedPattern.compile(text.substring(1, text.length() - 1))
            : null;
    Key key = new Key(text, pattern, new BitSet());
    for (int i = 0; i < values.size(); i++) {
      Budget.current().step();
      key.matched.set(i, key.matches(values.get(i)));
    }
    return key;
  }

  private String neverMatches(Key key) {
    if (values.size() == 1) {
      return "the only value that the selection expression has is " + values.get(0);
    }
    String wildcard = key.text.replaceAll("[xX*]", ".").replace(".", "\\d");
    boolean isMeant = key.pattern == null && key.text.matches("[1-5][0-9xX*.]{2}");
    return isMeant
        ? "it is not a status code; as an expression it is /" + wildcard + "/"
        : "no status code from " + STATUS_MIN + " to " + STATUS_MAX + " makes a value it matches";
  }

  /** The earlier keys that together take every value of a key; none where they do not. */
  private List<String> hiding(Key key) {
    if (values.isEmpty()) {
      return earlier.stream()
          .filter(
              each ->
                  each.text.equals(key.text)
                      || EVERYTHING.contains(each.text)
                      || (key.pattern == null && each.matches(key.text)))
          .map(Key::text)
          .limit(1)
          .toList();
    }
    BitSet left = (BitSet) key.matched.clone();
    List<String> hiding = new ArrayList<>();
    for (Key each : earlier) {
      if (left.intersects(each.matched)) {
        hiding.add(each.text);
        left.andNot(each.matched);
      }
    }
    return left.isEmpty() ? hiding : List.of();
  }

  private void warn(Kind kind, IntegrationResponse response, String message) {
    warnings.add(LintWarning.of(kind, response, response.key(), message));
  }
}
