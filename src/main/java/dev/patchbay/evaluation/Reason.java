package dev.patchbay.evaluation;

import com.jayway.jsonpath.JsonPathException;
import java.util.regex.Pattern;
import org.apache.velocity.exception.VelocityException;
import org.jspecify.annotations.Nullable;

/** The reason of a failure, without names of Java classes, for the author of a template. */
final class Reason {

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\b(java|org\\.apache|com\\.jayway|dev\\.patchbay|net\\.minidev)\\.[a-zA-Z]");

  private static final String UNKNOWN = "the cause is not known";

  private Reason() {}

  /**
   * The first line of the message. Failures of the language Java, such as a null, have messages for
   * authors of Java only.
   */
  static String of(RuntimeException e) {
    boolean isExplained =
        e instanceof VelocityException
            || e instanceof JsonPathException
            || e instanceof IllegalArgumentException
            || e instanceof IndexOutOfBoundsException
            || e instanceof ArithmeticException;
    return isExplained ? line(e.getMessage()) : UNKNOWN;
  }

  /** The first line of a message that may name classes, which authors must not see. */
  static String line(@Nullable String message) {
    String line = message == null ? UNKNOWN : message.lines().findFirst().orElse(UNKNOWN);
    return CLASS_NAME.matcher(line).find() ? UNKNOWN : line;
  }
}
