package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.RequestParameters;
import dev.patchbay.gateway.execution.HeaderSyntax;
import dev.patchbay.gateway.route.ParameterMapping;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request with the changes that the mappings of its integration make.
 *
 * @param path in the place of that of the backend
 * @param host in the place of that of the backend
 */
record MappedRequest(ApiRequest request, Optional<String> path, Optional<String> host) {

  private static final String HOST = "host";

  /**
   * Applies the mappings in their order; one whose value is missing changes nothing.
   *
   * @param added headers in the place of those of the client, which mappings may change
   */
  static MappedRequest of(
      List<ParameterMapping> mappings, ApiVariables variables, Map<String, String> added) {
    ApiRequest request = variables.request();
    if (mappings.isEmpty() && added.isEmpty()) {
      return new MappedRequest(request, Optional.empty(), Optional.empty());
    }
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.parameters().headers());
    added.forEach((name, value) -> headers.put(name, List.of(value)));
    NavigableMap<String, List<String>> query = new TreeMap<>(request.parameters().query());
    Optional<String> path = Optional.empty();
    Optional<String> host = Optional.empty();
    BodyValues body = new BodyValues(request.body());
    for (ParameterMapping mapping : mappings) {
      Optional<String> value = mapping.value().evaluate(name -> value(name, variables, body));
      switch (mapping.subject()) {
        case HEADER -> {
          value.ifPresent(text -> HeaderSyntax.require(mapping.name(), text));
          change(mapping, value.map(HeaderSyntax::encoded), headers);
          host = mapping.name().equalsIgnoreCase(HOST) ? value : host;
        }
        case QUERYSTRING -> change(mapping, value, query);
        case PATH -> path = value.isPresent() ? value : path;
        case STATUSCODE -> {}
      }
    }
    return new MappedRequest(
        request.with(new RequestParameters(headers, query), query(request, query)), path, host);
  }

  private static Optional<String> value(String name, ApiVariables variables, BodyValues body) {
    return name.equals("request.body") || name.startsWith("request.body.")
        ? body.find(name.substring("request.body".length()))
        : variables.value(name);
  }

  private static void change(
      ParameterMapping mapping, Optional<String> value, NavigableMap<String, List<String>> values) {
    switch (mapping.action()) {
      case REMOVE -> values.remove(mapping.name());
      case OVERWRITE -> value.ifPresent(text -> values.put(mapping.name(), List.of(text)));
      case APPEND ->
          value.ifPresent(
              text -> {
                List<String> all = new ArrayList<>(values.getOrDefault(mapping.name(), List.of()));
                all.add(text);
                values.put(mapping.name(), all);
              });
    }
  }

  /** The query of the client stays as it was sent where no mapping changes it. */
  private static String query(ApiRequest request, NavigableMap<String, List<String>> query) {
    if (query.equals(request.parameters().query())) {
      return request.query();
    }
    List<String> pairs = new ArrayList<>();
    query.forEach(
        (name, values) -> values.forEach(each -> pairs.add(encoded(name) + "=" + encoded(each))));
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
