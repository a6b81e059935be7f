package dev.patchbay.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one case. A text has them in angle brackets: {@code <route>} is the path of the
 * resource that a step called {@code route}, and {@code <route.id>} is the last part of that path.
 */
final class Variables {

  private static final Pattern PLACE = Pattern.compile("(?<!\\?)<([A-Za-z]+)(\\.id)?>");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Function<String, String> maker;

  /**
   * Variables without a value yet.
   *
   * @param maker makes the value of a variable that no step has set
   */
  Variables(Function<String, String> maker) {
    this.maker = maker;
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  /** The value, which is made where there is none. */
  String value(String name) {
    String known = values.get(name);
    if (known != null) {
      return known;
    }
    String made = maker.apply(name);
    values.put(name, made);
    return made;
  }

  /** Puts the values into a text, or into all texts of a map or a list. */
  @Nullable Object fill(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = new LinkedHashMap<>();
      map.forEach((name, each) -> filled.put(fill(String.valueOf(name)), fill(each)));
      return filled;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> filled = new ArrayList<>();
      list.forEach(each -> filled.add(fill(each)));
      return filled;
    }
    return value instanceof String text ? fill(text) : value;
  }

  String fill(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String value = value(place.group(1));
              String part =
                  place.group(2) == null ? value : value.substring(value.lastIndexOf('/') + 1);
              return Matcher.quoteReplacement(part);
            });
  }
}
