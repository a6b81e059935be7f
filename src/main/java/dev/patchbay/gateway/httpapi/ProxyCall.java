package dev.patchbay.gateway.httpapi;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.gateway.route.HttpRoute;
import dev.patchbay.gateway.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
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
    MultiMap headers = HttpHeaders.headers();
    ConnectionHeaders.forEachOther(request.parameters().headers(), headers::add);
    SET_BY_CLIENT.forEach(headers::remove);
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
      throw new IntegrationException(
          GatewayError.INTEGRATION_FAILED, "no answer has the status " + reply.statusCode());
    }
    MultiMap headers = HttpHeaders.headers();
    ConnectionHeaders.forEachOther(reply.headers(), headers::add);
    headers.remove("Date");
    if (!request.method().equals("HEAD")) {
      headers.remove("Content-Length");
    }
    return ApiAnswer.of(reply.statusCode(), headers, Buffer.buffer(reply.body().bytes()));
  }
}
