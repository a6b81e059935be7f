package dev.patchbay.model;

import org.jspecify.annotations.Nullable;

/** A value as a message shows it: enough to identify it, without sending all of it back. */
public final class ShownValue {

  private static final int CODE_POINTS_MAX = 64;

  private ShownValue() {}

  /** Strings in quotes, long ones cut. */
  public static String of(@Nullable Object value) {
    return value instanceof String text ? '"' + cut(text) + '"' : cut(String.valueOf(value));
  }

  /** The first 64 code points, followed by three dots where there were more. */
  public static String cut(String text) {
    return cut(text, CODE_POINTS_MAX);
  }

  /** The first code points, followed by three dots where there were more. */
  public static String cut(String text, int codePointsMax) {
    if (text.codePointCount(0, text.length()) <= codePointsMax) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, codePointsMax)) + "...";
  }
}
