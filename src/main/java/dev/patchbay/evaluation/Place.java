package dev.patchbay.evaluation;

import org.apache.velocity.util.introspection.Info;

/** A line and a column of a template. */
final class Place {

  private Place() {}

  static String of(Info info) {
    return "line " + info.getLine() + ", column " + info.getColumn() + ": ";
  }
}
