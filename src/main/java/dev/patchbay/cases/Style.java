package dev.patchbay.cases;

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

  String green(String text) {
    return green + text + end;
  }

  String red(String text) {
    return red + text + end;
  }

  String yellow(String text) {
    return yellow + text + end;
  }
}
