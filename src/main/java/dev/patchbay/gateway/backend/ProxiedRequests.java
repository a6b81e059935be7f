package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.IntegrationException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Sends the requests that HTTP APIs pass on. */
final class ProxiedRequests implements HttpBackends {

  private final HttpBackend backend;

  ProxiedRequests(HttpBackend backend) {
    this.backend = backend;
  }

  @Override
  public Future<BackendReply> send(ProxyRequest request) {
    try {
      return backend.send(
          new BackendRequest(
              request.method(),
              uri(request),
              request.headers(),
              request.body(),
              request.timeoutMillis(),
              true));
    } catch (IntegrationException e) {
      return Future.failedFuture(e);
    }
  }

  private static BackendUri uri(ProxyRequest request) {
    String expanded =
        BackendUri.expand(
            request.uri(),
            request.stageVariables(),
            name -> path(request.path().getOrDefault(name.replaceFirst("\\+$", ""), List.of())));
    BackendUri uri = BackendUri.of(expanded, Map.of());
    return request
        .replaced()
        .map(uri::withPath)
        .orElseGet(() -> uri.below(path(request.appended())))
        .withQuery(request.query());
  }

  private static String path(List<String> segments) {
    return String.join("/", segments.stream().map(BackendUri::segment).toList());
  }
}
