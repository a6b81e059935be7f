package dev.patchbay.bench;

import java.util.ArrayList;
import java.util.List;

/** A table of Markdown. */
final class Table {

  private final List<String> lines = new ArrayList<>();

  Table(String... names) {
    add(names);
    lines.add("|---".repeat(names.length) + "|");
  }

  void add(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
