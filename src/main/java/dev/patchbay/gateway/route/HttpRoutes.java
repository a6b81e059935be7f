package dev.patchbay.gateway.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes of an HTTP API as a tree of the segments of their paths. A search looks at each node
 * once at most, so that its cost is bounded by the number of routes.
 */
public final class HttpRoutes {

  private final Node root = new Node();
  private final Optional<HttpRoute> fallback;

  /**
   * A route that takes a request.
   *
   * @param parameters the decoded segments of the parameters of the path by their names
   */
  public record Match(HttpRoute route, Map<String, List<String>> parameters) {

    /** The values of the parameters of the path. */
    public Map<String, String> pathParameters() {
      Map<String, String> values = new LinkedHashMap<>();
      parameters.forEach((name, segments) -> values.put(name, String.join("/", segments)));
      return values;
    }
  }

  /** The routes whose paths begin alike, by their methods. */
  private static final class Node {

    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private final Map<String, HttpRoute> ending = new HashMap<>();
    private final Map<String, HttpRoute> greedy = new HashMap<>();
  }

  HttpRoutes(Collection<HttpRoute> routes) {
    this.fallback = routes.stream().filter(HttpRoute::isDefault).findFirst();
    routes.stream().filter(route -> !route.isDefault()).forEach(this::add);
  }

  private void add(HttpRoute route) {
    Node node = root;
    for (String segment : route.segments()) {
      if (HttpRoute.isGreedy(segment)) {
        node.greedy.put(route.method(), route);
        return;
      }
      node = HttpRoute.isParameter(segment) ? parameterOf(node) : literalOf(node, segment);
    }
    node.ending.put(route.method(), route);
  }

  private static Node parameterOf(Node node) {
    Node known = node.parameter == null ? new Node() : node.parameter;
    node.parameter = known;
    return known;
  }

  private static Node literalOf(Node node, String segment) {
    return node.literals.computeIfAbsent(segment, absent -> new Node());
  }

  /**
   * Finds the route with the most specific match, in the order of AWS: the whole path, the
   * beginning of the path before a greedy parameter, {@code $default}. Of each kind a literal
   * segment comes before a parameter, and a method before {@code ANY}.
   *
   * @param segments of the path of the request, decoded
   */
  public Optional<Match> find(String method, List<String> segments) {
    return ending(root, method, segments, 0)
        .or(() -> greedy(root, method, segments, 0))
        .or(() -> fallback)
        .map(route -> new Match(route, route.parameters(segments)));
  }

  private static Optional<HttpRoute> ending(
      Node node, String method, List<String> segments, int at) {
    if (at == segments.size()) {
      return ofMethod(node.ending, method);
    }
    String segment = segments.get(at);
    return child(node.literals.get(segment))
        .flatMap(literal -> ending(literal, method, segments, at + 1))
        .or(
            () ->
                child(segment.isEmpty() ? null : node.parameter)
                    .flatMap(parameter -> ending(parameter, method, segments, at + 1)));
  }

  private static Optional<HttpRoute> greedy(
      Node node, String method, List<String> segments, int at) {
    if (at == segments.size()) {
      return Optional.empty();
    }
    String segment = segments.get(at);
    return child(node.literals.get(segment))
        .flatMap(literal -> greedy(literal, method, segments, at + 1))
        .or(
            () ->
                child(segment.isEmpty() ? null : node.parameter)
                    .flatMap(parameter -> greedy(parameter, method, segments, at + 1)))
        .or(
            () ->
                segment.isEmpty() && at + 1 == segments.size()
                    ? Optional.empty()
                    : ofMethod(node.greedy, method));
  }

  private static Optional<Node> child(@Nullable Node node) {
    return Optional.ofNullable(node);
  }

  private static Optional<HttpRoute> ofMethod(Map<String, HttpRoute> routes, String method) {
    return Optional.ofNullable(routes.get(method))
        .or(() -> Optional.ofNullable(routes.get(HttpRoute.ANY)));
  }
}
