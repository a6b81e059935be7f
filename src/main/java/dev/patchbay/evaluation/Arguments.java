package dev.patchbay.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of methods. */
final class Arguments {

  /** Thrown where no method takes arguments of such types. */
  static final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MismatchException() {
      super("no method takes these arguments", null, false, false);
    }
  }

  private Arguments() {}

  static String text(List<@Nullable Object> arguments, int index) {
    if (arguments.get(index) instanceof String text) {
      return text;
    }
    throw new MismatchException();
  }

  static int number(List<@Nullable Object> arguments, int index) {
    if (arguments.get(index) instanceof Integer number) {
      return number;
    }
    if (arguments.get(index) instanceof Long number) {
      return Math.toIntExact(number);
    }
    throw new MismatchException();
  }

  static Object key(List<@Nullable Object> arguments, int index) {
    return Values.key(arguments.get(index));
  }
}
