package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.route.Cors;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the CORS headers of answers, by which browsers decide if a page may read an answer. */
final class CorsHeaders {

  private static final String PREFIX = "access-control-";

  private CorsHeaders() {}

  /** Whether a browser asks if it may send a request. */
  static boolean isPreflight(ApiRequest request) {
    Map<String, List<String>> headers = request.parameters().headers();
    return request.method().equals("OPTIONS")
        && headers.containsKey("Origin")
        && headers.containsKey("Access-Control-Request-Method");
  }

  /** The answer to such a question; its headers are the ones that {@link #added} adds. */
  static ApiAnswer preflight() {
    return ApiAnswer.of(204, HttpHeaders.headers(), Buffer.buffer());
  }

  /** An answer with the headers of the API in the place of those of a backend. */
  static ApiAnswer added(Cors cors, ApiRequest request, ApiAnswer answer) {
    MultiMap headers = HttpHeaders.headers();
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                headers.add(name, value);
              }
            });
    Optional.ofNullable(request.parameters().headers().get("Origin"))
        .flatMap(origins -> cors.allowed(origins.get(0)))
        .ifPresent(origin -> add(cors, origin, isPreflight(request), headers));
    return answer.with(headers);
  }

  private static void add(Cors cors, String origin, boolean isPreflight, MultiMap headers) {
    AnswerHeaders.add(PREFIX + "allow-origin", origin, headers);
    if (cors.allowsCredentials()) {
      headers.add(PREFIX + "allow-credentials", "true");
    }
    if (isPreflight) {
      addList(PREFIX + "allow-methods", cors.allowMethods(), headers);
      addList(PREFIX + "allow-headers", cors.allowHeaders(), headers);
      cors.maxAgeSeconds()
          .ifPresent(seconds -> headers.add(PREFIX + "max-age", String.valueOf(seconds)));
    } else {
      addList(PREFIX + "expose-headers", cors.exposeHeaders(), headers);
    }
  }

  private static void addList(String name, List<String> values, MultiMap headers) {
    if (!values.isEmpty()) {
      AnswerHeaders.add(name, String.join(",", values), headers);
    }
  }
}
