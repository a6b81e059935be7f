package dev.patchbay.gateway.event;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers and the query of a handshake or of another request of a client, sorted by name, each
 * name with its values in their order. Names of headers are found in any spelling and keep the one
 * of the client.
 */
public record RequestParameters(
    NavigableMap<String, List<String>> headers, NavigableMap<String, List<String>> query) {

  private static final String TRACE_ID = "X-Amzn-Trace-Id";

  /** The parameters of events that are not handshakes. */
  public static final RequestParameters NONE =
      new RequestParameters(new TreeMap<>(), new TreeMap<>());

  public RequestParameters {
    headers = Collections.unmodifiableNavigableMap(headers);
    query = Collections.unmodifiableNavigableMap(query);
  }

  /**
   * Reads a request, and adds the headers that a load balancer of AWS adds.
   *
   * @param traceId the value of X-Amzn-Trace-Id where the client sends none
   * @throws IllegalArgumentException where its query is not encoded
   */
  public static RequestParameters of(HttpServerRequest request, String traceId) {
    NavigableMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    addAll(request.headers(), headers);
    headers.putIfAbsent(TRACE_ID, List.of(traceId));
    String forwarded = String.join(", ", headers.getOrDefault("X-Forwarded-For", List.of()));
    String client = request.remoteAddress().host();
    headers.put(
        "X-Forwarded-For", List.of(forwarded.isEmpty() ? client : forwarded + ", " + client));
    headers.put("X-Forwarded-Port", List.of(String.valueOf(request.localAddress().port())));
    headers.put("X-Forwarded-Proto", List.of(request.isSSL() ? "https" : "http"));
    NavigableMap<String, List<String>> query = new TreeMap<>();
    addAll(request.params(), query);
    return new RequestParameters(headers, query);
  }

  private static void addAll(MultiMap from, NavigableMap<String, List<String>> to) {
    from.forEach(
        (name, value) -> to.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value));
  }

  /** The last value of each name, which is the one that counts. */
  public static NavigableMap<String, String> last(NavigableMap<String, List<String>> values) {
    NavigableMap<String, String> last = new TreeMap<>(values.comparator());
    values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
    return last;
  }

  /** Returns the identifier of the trace; empty for events that are not handshakes. */
  public Optional<String> traceId() {
    return headers.getOrDefault(TRACE_ID, List.of()).stream().findFirst();
  }

  /** The parameters as templates and expressions see them. */
  public Map<String, Map<String, String>> byKind() {
    return headers.isEmpty() && query.isEmpty()
        ? Map.of()
        : Map.of("header", last(headers), "querystring", last(query));
  }
}
