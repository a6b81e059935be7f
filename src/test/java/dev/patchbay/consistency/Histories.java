package dev.patchbay.consistency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Histories made by hand, and a checker too simple to be wrong and too slow for real ones. */
final class Histories {

  static final Value INITIAL = new Value(1, "a");

  /**
   * {@code 0-1 get = 1a}, {@code 0-1 put b = 2b}, {@code 0-1 put b if 1 = 412}, {@code 0-? put b}.
   */
  private static final Pattern OPERATION =
      Pattern.compile(
          "(?<from>\\d+)-(?<to>\\d+|\\?) (?:get|put (?<marker>\\{}|[a-z]))(?: if (?<if>\\d+))?"
              + "(?: = (?<answer>409|412|(?<revision>\\d+)(?<value>[a-z])))?");

  private Histories() {}

  static List<Operation> parse(String history) {
    return Arrays.stream(history.split("; ", -1)).map(Histories::operation).toList();
  }

  private static Operation operation(String text) {
    Matcher part = OPERATION.matcher(text);
    if (!part.matches()) {
      throw new IllegalArgumentException(text);
    }
    String to = part.group("to");
    long ended = to.equals("?") ? Long.MAX_VALUE : Long.parseLong(to);
    return new Operation(call(part), answer(part), Long.parseLong(part.group("from")), ended);
  }

  private static Call call(Matcher part) {
    String marker = part.group("marker");
    String condition = part.group("if");
    if (marker == null) {
      return Call.get();
    }
    if (marker.equals("{}")) {
      return Call.touch();
    }
    return condition == null ? Call.put(marker) : Call.putIf(Long.parseLong(condition), marker);
  }

  private static Answer answer(Matcher part) {
    String answer = part.group("answer");
    if (answer == null) {
      return Answer.UNKNOWN;
    }
    return switch (answer) {
      case "409" -> Answer.NO_EFFECT;
      case "412" -> Answer.REFUSED;
      default -> Answer.ok(new Value(Long.parseLong(part.group("revision")), part.group("value")));
    };
  }

  /** Tries every order. */
  static boolean isLinearizable(Value value, List<Operation> left) {
    if (left.stream().allMatch(operation -> operation.answer().isUnknown())) {
      return true;
    }
    for (Operation first : left) {
      boolean mayBeFirst =
          left.stream()
              .filter(other -> !other.answer().isUnknown())
              .allMatch(other -> other.endedNanos() >= first.invokedNanos());
      List<Operation> others = new ArrayList<>(left);
      others.remove(first);
      if (mayBeFirst
          && first.after(value).filter(after -> isLinearizable(after, others)).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
