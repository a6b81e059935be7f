package dev.patchbay.cases;

import java.util.Map;

/** Colours of a terminal, or none. */
public enum Style {
  PLAIN("", "", "", ""),
  COLOURED("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[0m");

  private final String green;
  private final String red;
  private final String yellow;
  private final String end;

  Style(String green, String red, String yellow, String end) {
    this.green = green;
    this.red = red;
    this.yellow = yellow;
    this.end = end;
  }

  /** The style for an output, which NO_COLOR of the environment makes plain. */
  public static Style of(Map<String, String> environment, boolean isTerminal) {
    return isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOURED : PLAIN;
  }

  public String green(String text) {
    return green + text + end;
  }

  public String red(String text) {
    return red + text + end;
  }

  String yellow(String text) {
    return yellow + text + end;
  }
}
