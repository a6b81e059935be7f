package dev.patchbay.evaluation;

/** The nesting depth of brackets and directives, from their text alone. */
final class Nesting {

  private Nesting() {}

  static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '(', '{' -> deepest = Math.max(deepest, ++depth);
        case ']', ')', '}' -> depth = Math.max(0, depth - 1);
        default -> {
          // Every other character leaves the depth as it is.
        }
      }
    }
    return deepest;
  }

  /** The most directives with a block that are open at once, counted generously. */
  static int directives(String template) {
    int depth = 0;
    int deepest = 0;
    for (int at = template.indexOf('#'); at >= 0; at = template.indexOf('#', at + 1)) {
      if (template.startsWith("#end", at) || template.startsWith("#{end}", at)) {
        depth = Math.max(0, depth - 1);
      } else if (opensBlock(template, at + 1) || opensBlock(template, at + 2)) {
        deepest = Math.max(deepest, ++depth);
      }
    }
    return deepest;
  }

  private static boolean opensBlock(String template, int at) {
    return template.startsWith("if", at)
        || template.startsWith("foreach", at)
        || template.startsWith("macro", at)
        || template.startsWith("define", at)
        || template.startsWith("@", at - 1);
  }
}
