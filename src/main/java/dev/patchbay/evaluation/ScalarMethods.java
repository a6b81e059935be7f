package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Arguments.text;
import static java.util.Map.entry;

import java.util.Map;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.jspecify.annotations.Nullable;

/** The methods of numbers, booleans and {@code $foreach} that templates may call. */
final class ScalarMethods {

  /** The parsing methods are static in Java; templates reach them through any number. */
  static final Map<String, Method<Number>> NUMBER =
      Map.ofEntries(
          entry("intValue/0", (n, a) -> n.intValue()),
          entry("longValue/0", (n, a) -> n.longValue()),
          entry("doubleValue/0", (n, a) -> n.doubleValue()),
          entry("equals/1", (n, a) -> n.equals(a.get(0))),
          entry("compareTo/1", (n, a) -> compare(n, a.get(0))),
          entry("toString/0", (n, a) -> n.toString()),
          entry("parseInt/1", (n, a) -> Integer.parseInt(text(a, 0))),
          entry("parseLong/1", (n, a) -> Long.parseLong(text(a, 0))),
          entry("parseDouble/1", (n, a) -> Double.parseDouble(text(a, 0))),
          entry("valueOf/1", (n, a) -> Integer.valueOf(text(a, 0))));

  static final Map<String, Method<Boolean>> BOOLEAN =
      Map.ofEntries(
          entry("booleanValue/0", (b, a) -> b),
          entry("equals/1", (b, a) -> b.equals(a.get(0))),
          entry("toString/0", (b, a) -> b.toString()));

  static final Map<String, Method<ForeachScope>> FOREACH =
      Map.ofEntries(
          entry("getIndex/0", (f, a) -> f.getIndex()),
          entry("getCount/0", (f, a) -> f.getCount()),
          entry("hasNext/0", (f, a) -> f.hasNext()),
          entry("getHasNext/0", (f, a) -> f.hasNext()),
          entry("isFirst/0", (f, a) -> f.isFirst()),
          entry("getFirst/0", (f, a) -> f.isFirst()),
          entry("isLast/0", (f, a) -> f.isLast()),
          entry("getLast/0", (f, a) -> f.isLast()));

  static final Map<String, Method<ForeachScope>> FOREACH_PROPERTIES =
      Map.of(
          "index", (f, a) -> f.getIndex(),
          "count", (f, a) -> f.getCount(),
          "hasNext", (f, a) -> f.hasNext(),
          "first", (f, a) -> f.isFirst(),
          "last", (f, a) -> f.isLast(),
          "parent", (f, a) -> f.getParent());

  private ScalarMethods() {}

  private static int compare(Number one, @Nullable Object other) {
    if (other instanceof Number number) {
      return Double.compare(one.doubleValue(), number.doubleValue());
    }
    throw new Arguments.MismatchException();
  }
}
