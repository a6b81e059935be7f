package dev.patchbay.conformance;

import dev.patchbay.cases.InputException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a case. In its file the first name is the action, its value the text to send or to
 * receive, and the other names are the expectations.
 *
 * @param target the path of a call; empty for other actions
 * @param value the body of a call, or the argument of another action
 * @param name the variable that the resource is known by from then on
 * @param saved variables and the members of the answer that they hold
 */
record Step(
    Action action,
    String target,
    @Nullable Object value,
    Optional<String> name,
    Map<String, String> saved,
    Checks checks) {

  private static final String AS = "as";
  private static final String SAVE = "save";

  static Step of(Map<String, @Nullable Object> entry) throws InputException {
    Map<String, @Nullable Object> others = new LinkedHashMap<>(entry);
    String first = entry.keySet().stream().findFirst().orElse("");
    @Nullable Object value = others.remove(first);
    @Nullable Object name = others.remove(AS);
    Map<String, String> saved = new LinkedHashMap<>();
    if (others.remove(SAVE) instanceof Map<?, ?> members) {
      members.forEach((key, each) -> saved.put(String.valueOf(key), String.valueOf(each)));
    }
    String[] words = first.split(" ", 2);
    return new Step(
        Action.of(words[0]),
        words.length == 2 ? words[1] : "",
        value,
        Optional.ofNullable(name).map(String::valueOf),
        saved,
        Checks.of(others));
  }

  /** The action of a step. */
  enum Action {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    CONNECT,
    SEND,
    BINARY,
    RECEIVES,
    CLOSE,
    CLOSED,
    SET,
    LOWEST,
    HIGHEST;

    /** A call has the method in capitals, and any other action its name in small letters. */
    static Action of(String word) throws InputException {
      for (Action each : values()) {
        if (word.equals(each.isCall() ? each.name() : each.word())) {
          return each;
        }
      }
      throw new InputException("there is no step '" + word + "'");
    }

    boolean isCall() {
      return compareTo(DELETE) <= 0;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
