package dev.patchbay.gateway.httpapi;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.gateway.route.HttpRoute;
import dev.patchbay.gateway.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes requests on to HTTP backends, and their answers back. Belongs to one event loop. */
final class ProxyCall {

  private static final Set<String> SET_BY_CLIENT = Set.of("content-length", "host");
  private static final int STATUS_MIN = 200;
  private static final int STATUS_MAX = 599;

  private final HttpBackends backends;

  ProxyCall(HttpBackends backends) {
    this.backends = backends;
  }

  Future<ApiAnswer> call(
      ApiVariables variables,
      MappedRequest mapped,
      HttpIntegration integration,
      long timeoutMillis) {
    ApiRequest request = variables.request();
    HttpRoutes.Match match = variables.match();
    return backends
        .send(
            new HttpBackends.ProxyRequest(
                integration.method().equals(HttpRoute.ANY)
                    ? request.method()
                    : integration.method(),
                integration.uri(),
                variables.stageVariables(),
                match.parameters(),
                match.route().isDefault() ? request.path().segments() : List.of(),
                mapped.path(),
                request.query(),
                headers(request, mapped.host()),
                request.body(),
                timeoutMillis))
        .map(reply -> answer(request, reply));
  }

  private static MultiMap headers(ApiRequest request, Optional<String> host) {
    Map<String, List<String>> received = request.parameters().headers();
    Set<String> ofConnection = ConnectionHeaders.of(received);
    MultiMap headers = HttpHeaders.headers();
    received.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!ofConnection.contains(lower) && !SET_BY_CLIENT.contains(lower)) {
            headers.add(name, values);
          }
        });
    host.ifPresent(name -> headers.set("Host", name));
    headers.add("Forwarded", forwarded(request));
    headers.add("Via", request.protocol() + " AmazonAPIGateway");
    return headers;
  }

  /** The form of RFC 7239, in which an address of version 6 is quoted. */
  private static String forwarded(ApiRequest request) {
    String client = request.sourceIp();
    return "for=%s;host=%s;proto=%s"
        .formatted(
            client.indexOf(':') < 0 ? client : "\"[" + client + "]\"",
            request.domainName(),
            request
                .parameters()
                .headers()
                .getOrDefault("X-Forwarded-Proto", List.of("http"))
                .get(0));
  }

  private static ApiAnswer answer(ApiRequest request, BackendReply reply) {
    if (reply.statusCode() < STATUS_MIN || reply.statusCode() > STATUS_MAX) {
      return ApiAnswer.internal("no answer has the status " + reply.statusCode());
    }
    Set<String> ofConnection = ConnectionHeaders.of(reply.headers());
    boolean hasLength = request.method().equals("HEAD");
    MultiMap headers = HttpHeaders.headers();
    reply
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!ofConnection.contains(lower)
                  && !lower.equals("date")
                  && (hasLength || !lower.equals("content-length"))) {
                headers.add(name, values);
              }
            });
    return ApiAnswer.of(reply.statusCode(), headers, Buffer.buffer(reply.body().bytes()));
  }
}
