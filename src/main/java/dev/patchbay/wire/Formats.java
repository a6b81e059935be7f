package dev.patchbay.wire;

import com.jayway.jsonpath.JsonPath;
import dev.patchbay.model.Limit;
import io.vertx.json.schema.JsonFormatValidator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The formats of the schemas: conditions on a text that no pattern can express. */
final class Formats implements JsonFormatValidator {

  /** A key whose part between slashes is a regular expression of {@code java.util.regex}. */
  static final String SELECTION_KEY = "selection-key";

  /** A mapping expression whose JSON expression is a JSONPath without its {@code $}. */
  static final String MAPPING_EXPRESSION = "mapping-expression";

  static final Set<String> NAMES = Set.of(SELECTION_KEY, MAPPING_EXPRESSION);

  /** Longer texts are refused by their length and are not compiled. */
  private static final int LENGTH_MAX = 2 * 1024;

  /**
   * How deep brackets may nest in a JSON expression, brackets in quotes counted too: the parser
   * reads a filter again for every filter around it.
   */
  static final int BRACKETS_MAX = Limit.EXPRESSION_BRACKETS.intValue();

  /** How many filters a JSON expression may have. */
  static final int FILTERS_MAX = Limit.EXPRESSION_FILTERS.intValue();

  /** How many dots and opening brackets a JSON expression may have: its steps and a few more. */
  static final int STEPS_MAX = Limit.EXPRESSION_STEPS.intValue();

  private static final String JSON_EXPRESSION_PREFIX = "integration.response.body.";

  /** The reason why the text does not have the format, null when it has. */
  @Override
  public @Nullable String validateFormat(
      String instanceType, @Nullable String format, @Nullable Object instance) {
    if (format == null || !(instance instanceof String text) || text.length() > LENGTH_MAX) {
      return null;
    }
    return switch (format) {
      case SELECTION_KEY -> selectionKey(text);
      case MAPPING_EXPRESSION -> mappingExpression(text);
      default -> null;
    };
  }

  /** Whether a text has a part that must be compiled to know that it has the format. */
  static boolean isCompiled(String format, String text) {
    return switch (format) {
      case SELECTION_KEY -> isRegularExpression(text);
      case MAPPING_EXPRESSION -> text.startsWith(JSON_EXPRESSION_PREFIX);
      default -> false;
    };
  }

  /** The cost of compiling a text, in units of {@link Expressions#WORK_MAX}. */
  static int work(String text) {
    boolean hasFilters = text.startsWith(JSON_EXPRESSION_PREFIX);
    return text.length() * (1 + (hasFilters ? Math.min(filters(text), FILTERS_MAX) : 0));
  }

  private static int filters(String path) {
    return (int) path.chars().filter(unit -> unit == '?').count();
  }

  private static int depth(String path) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '[', '(', '{' -> deepest = Math.max(deepest, ++depth);
        case ']', ')', '}' -> depth = Math.max(0, depth - 1);
        default -> {
          // Every other character leaves the depth as it is.
        }
      }
    }
    return deepest;
  }

  private static boolean isRegularExpression(String key) {
    return key.length() >= 2 && key.startsWith("/") && key.endsWith("/");
  }

  /** Patterns are only compiled here, never run. */
  private static @Nullable String selectionKey(String key) {
    if (!isRegularExpression(key)) {
      return null;
    }
    String expression = key.substring(1, key.length() - 1);
    try {
      Pattern unused = Pattern.compile(expression);
      return null;
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " near index " + e.getIndex();
      return "the regular expression does not compile: " + e.getDescription() + where;
    } catch (RuntimeException | StackOverflowError e) {
      return "the regular expression does not compile";
    }
  }

  private static @Nullable String mappingExpression(String expression) {
    if (!expression.startsWith(JSON_EXPRESSION_PREFIX)) {
      return null;
    }
    String path = expression.substring(JSON_EXPRESSION_PREFIX.length());
    if (path.chars().filter(unit -> unit == '.' || unit == '[').count() > STEPS_MAX) {
      return "the JSON expression has more than " + STEPS_MAX + " dots and brackets";
    }
    if (filters(path) > FILTERS_MAX) {
      return "the JSON expression has more than " + FILTERS_MAX + " filters";
    }
    if (depth(path) > BRACKETS_MAX) {
      return "the JSON expression nests deeper than " + BRACKETS_MAX + " brackets";
    }
    return !path.startsWith("$") && isJsonPath("$." + path)
        ? null
        : "the JSON expression does not parse as a JSONPath without its $";
  }

  /** The parser overlooks a bracket that opens at the very end, which no path can have. */
  private static boolean isJsonPath(String path) {
    try {
      JsonPath unused = JsonPath.compile(path);
      return !path.endsWith("[");
    } catch (RuntimeException | StackOverflowError e) {
      return false;
    }
  }
}
