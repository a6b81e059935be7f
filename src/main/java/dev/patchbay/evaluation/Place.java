package dev.patchbay.evaluation;

import org.apache.velocity.util.introspection.Info;

/** Where something stands in a template. */
final class Place {

  private Place() {}

  static String of(Info info) {
    return "line " + info.getLine() + ", column " + info.getColumn() + ": ";
  }
}
