package dev.patchbay.evaluation;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.model.Limit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates JSON paths in the dialect of Jayway. Paths are bounded like the paths that the service
 * stores; the operator {@code =~} is refused, for its work cannot be counted.
 */
final class JsonPaths {

  private static final int LENGTH_MAX = Limit.EVALUATED_EXPRESSION.intValue();

  /** Characters of the paths that are kept compiled; each takes some hundred bytes. */
  private static final int CACHED_CHARACTERS_MAX = 32 * 1024;

  /** Stands for a value that is not there. */
  static final Object MISSING = new Object();

  private static final MeteredJsonProvider VALUES = new MeteredJsonProvider();

  private static final Configuration CONFIGURATION =
      Configuration.builder().jsonProvider(VALUES).mappingProvider(new SameValues()).build();

  /** A path of members alone, which the library takes five times as long to follow. */
  private static final Pattern MEMBERS = Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_]*)+");

  private final LruCache<String, UnaryOperator<@Nullable Object>> compiled =
      LruCache.ofTexts(CACHED_CHARACTERS_MAX, JsonPaths::compile);

  /** The value at a path, null where it is null, {@link #MISSING} where there is none. */
  Object read(Object document, String path) {
    Budget budget = Budget.current();
    try {
      Object value = compiled.get(path).apply(document);
      return Optional.ofNullable(value).orElse(JsonNull.NULL);
    } catch (PathNotFoundException e) {
      return MISSING;
    } catch (RuntimeException e) {
      throw budget.fault(
          Kind.TEMPLATE, "the JSON path " + cut(path) + " cannot be evaluated: " + Reason.of(e));
    } catch (StackOverflowError e) {
      throw budget.fault(Kind.NESTING_LIMIT, "the JSON path " + cut(path) + " nests too deep");
    }
  }

  /** The text of the value at a path: strings as they are, other values as JSON. */
  Optional<String> readText(Object document, String path) {
    Object value = read(document, path);
    if (value == MISSING || value == JsonNull.NULL) {
      return Optional.empty();
    }
    return Optional.of(value instanceof String text ? text : Printer.json(value));
  }

  private static UnaryOperator<@Nullable Object> compile(String path) {
    Budget.compiling();
    if (path.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("longer than " + LENGTH_MAX + " characters");
    }
    if (path.chars().filter(unit -> unit == '.' || unit == '[').count()
        > Limit.EXPRESSION_STEPS.value()) {
      throw new IllegalArgumentException("too many dots and brackets");
    }
    if (path.chars().filter(unit -> unit == '?').count() > Limit.EXPRESSION_FILTERS.value()) {
      throw new IllegalArgumentException("too many filters");
    }
    if (Nesting.depth(path) > Limit.EXPRESSION_BRACKETS.value()) {
      throw new IllegalArgumentException("brackets nest too deep");
    }
    if (path.contains("=~")) {
      throw new IllegalArgumentException("the operator =~ is not supported");
    }
    if (MEMBERS.matcher(path).matches()) {
      String[] names = path.substring(2).split("\\.");
      return document -> member(document, names);
    }
    JsonPath compiled = JsonPath.compile(path);
    return document -> compiled.<Object>read(document, CONFIGURATION);
  }

  private static @Nullable Object member(@Nullable Object document, String[] names) {
    Object value = document;
    for (String name : names) {
      value = value instanceof TemplateMap map ? VALUES.getMapValue(map, name) : MISSING;
      if (value == JsonProvider.UNDEFINED) {
        return MISSING;
      }
    }
    return value;
  }

  private static String cut(String path) {
    return path.length() > 64 ? path.substring(0, 64) + "..." : path;
  }

  /** JSON's null where null stands for a value that is not there. */
  enum JsonNull {
    NULL
  }

  /** Filters ask for Java lists and maps, which the values already are. */
  private static final class SameValues implements MappingProvider {
    @Override
    public <T> T map(Object source, Class<T> type, Configuration configuration) {
      return type.cast(source);
    }

    @Override
    public <T> T map(Object source, TypeRef<T> type, Configuration configuration) {
      throw new UnsupportedOperationException();
    }
  }
}
