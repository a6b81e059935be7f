package dev.patchbay.wire;

import com.jayway.jsonpath.JsonPath;
import io.vertx.json.schema.JsonFormatValidator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The formats of the schemas: what a text must satisfy that no pattern can say. */
final class Formats implements JsonFormatValidator {

  /** A key whose part between slashes is a regular expression of {@code java.util.regex}. */
  static final String SELECTION_KEY = "selection-key";

  /** A mapping expression whose JSON expression is a JSONPath without its {@code $}. */
  static final String MAPPING_EXPRESSION = "mapping-expression";

  static final Set<String> NAMES = Set.of(SELECTION_KEY, MAPPING_EXPRESSION);

  /** Longer texts are refused by their length; compiling them would be work for nothing. */
  private static final int LENGTH_MAX = 2 * 1024;

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

  /** Only compiled, never run: what a pattern costs to run is for its author to bear. */
  private static @Nullable String selectionKey(String key) {
    if (key.length() < 2 || !key.startsWith("/") || !key.endsWith("/")) {
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
