package dev.patchbay.gateway.execution;

import dev.patchbay.evaluation.BackendReply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes requests on to HTTP backends at checked addresses. Belongs to one event loop. */
@FunctionalInterface
public interface HttpBackends {

  /**
   * Sends a request once.
   *
   * @return the answer, whatever its status; ends within the time; fails with {@link
   *     IntegrationException} only
   */
  Future<BackendReply> send(ProxyRequest request);

  /**
   * A request.
   *
   * @param uri with placeholders
   * @param path the decoded segments of each parameter of the path by its name
   * @param appended decoded segments that follow the path of the URI
   * @param replaced a path in the place of that of the URI
   * @param query added to that of the URI, nothing decoded
   */
  record ProxyRequest(
      String method,
      String uri,
      Map<String, String> stageVariables,
      Map<String, List<String>> path,
      List<String> appended,
      Optional<String> replaced,
      String query,
      MultiMap headers,
      Buffer body,
      long timeoutMillis) {}
}
