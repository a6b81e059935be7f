package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.HeaderSyntax;
import dev.patchbay.gateway.execution.IntegrationCall;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a request to an HTTP backend, as AWS sends them. */
final class CallHeaders {

  /** Headers that are about the connection to the backend, or about the length of the body. */
  private static final Set<String> RESTRICTED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private CallHeaders() {}

  /** The headers of a call; mapped headers of the integration replace others of the same name. */
  static MultiMap of(IntegrationCall call, Map<String, String> mapped) {
    RouteEvent event = call.event();
    String apiId = event.connection().apiId();
    MultiMap headers = HttpHeaders.headers();
    if (event.type() == EventType.CONNECT) {
      event
          .parameters()
          .headers()
          .forEach(
              (name, values) -> {
                if (isForwarded(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> headers.add(name, value));
                }
              });
    }
    headers.set("User-Agent", "AmazonAPIGateway_" + apiId);
    headers.set("x-amzn-apigateway-api-id", apiId);
    headers.set("Accept-Encoding", "identity");
    if (!call.body().isEmpty() || event.type() == EventType.MESSAGE) {
      headers.set("Content-Type", "application/json");
    }
    call.traceHeaders().forEach(headers::set);
    mapped.forEach((name, value) -> map(name, value, headers));
    return headers;
  }

  private static boolean isForwarded(String name) {
    return name.startsWith("sec-websocket-")
        || name.startsWith("x-forwarded-")
        || name.equals("x-amzn-trace-id");
  }

  /** A client may choose the value, so that no character of it may end the header. */
  static void map(String name, String value, MultiMap headers) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (RESTRICTED.contains(lower) || lower.startsWith("proxy-")) {
      return;
    }
    HeaderSyntax.require(name, value);
    headers.set(name, HeaderSyntax.encoded(value));
  }
}
