package dev.patchbay.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One environment variable.
 *
 * @param <T> the type of its value
 * @param name the variable
 * @param defaultText the value of an absent or blank variable, in the form of the variable
 * @param allowed the values it may have, in words
 * @param meaning one line for operators, units included
 * @param secret whether the value is never shown
 * @param parser throws IllegalArgumentException for a value that is not allowed
 */
record Setting<T>(
    String name,
    String defaultText,
    String allowed,
    String meaning,
    boolean secret,
    Function<String, T> parser) {

  static Setting<Integer> number(String name, int value, int min, int max, String meaning) {
    Function<String, Integer> parser =
        text -> {
          int number = Integer.parseInt(text);
          require(number >= min && number <= max);
          return number;
        };
    String allowed = min + " to " + max;
    return new Setting<>(name, Integer.toString(value), allowed, meaning, false, parser);
  }

  static Setting<String> text(
      String name, String value, Pattern pattern, String allowed, String meaning) {
    Function<String, String> parser =
        text -> {
          require(pattern.matcher(text).matches());
          return text;
        };
    return new Setting<>(name, value, allowed, meaning, false, parser);
  }

  /** A file that need not be named. */
  static Setting<Optional<Path>> file(String name, String allowed, String meaning) {
    Function<String, Optional<Path>> parser =
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    return new Setting<>(name, "", allowed, meaning, false, parser);
  }

  /** The constants of an enum, in lower case. */
  static <E extends Enum<E>> Setting<E> oneOf(String name, E value, String meaning) {
    List<E> constants = List.of(value.getDeclaringClass().getEnumConstants());
    Function<String, E> parser = text -> constant(value.getDeclaringClass(), text);
    String allowed = constants.stream().map(Setting::lowerCase).collect(joining(", "));
    return new Setting<>(name, lowerCase(value), allowed, meaning, false, parser);
  }

  /** The constant of that name in lower case. */
  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> lowerCase(constant).equals(text))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  /** Fails as parsers of the JDK do; the text of the setting replaces the message. */
  static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }

  /**
   * The typed value.
   *
   * @throws IllegalArgumentException when it is not allowed
   */
  T from(Map<String, String> environment) {
    return parser.apply(text(environment));
  }

  /** Returns the error of the value, as a text for operators; empty when it is allowed. */
  Optional<String> problem(Map<String, String> environment) {
    try {
      from(environment);
      return Optional.empty();
    } catch (IllegalArgumentException ignored) {
      return Optional.of("%s is %s, allowed: %s".formatted(name, shownText(environment), allowed));
    }
  }

  boolean isSet(Map<String, String> environment) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  /** The value in the form of the variable; a secret that is set is not shown. */
  String shownText(Map<String, String> environment) {
    return secret && isSet(environment) ? "(not shown)" : text(environment);
  }

  private String text(Map<String, String> environment) {
    String text = environment.getOrDefault(name, "").strip();
    return text.isEmpty() ? defaultText : text;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
