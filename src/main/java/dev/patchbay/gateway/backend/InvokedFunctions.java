package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.LambdaFunctions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invokes functions by HTTP: each at a URL of its own, or by the operation Invoke of Lambda. */
final class InvokedFunctions implements LambdaFunctions {

  private static final String ERROR = "X-Amz-Function-Error";

  private final HttpBackend backend;
  private final Optional<String> endpoint;
  private final Map<String, String> urls;

  /**
   * Functions at the addresses that an operator has set, which may be private.
   *
   * @param endpoint has the operation Invoke
   * @param urls of functions by their names
   */
  InvokedFunctions(HttpBackend backend, Optional<String> endpoint, Map<String, String> urls) {
    this.backend = backend;
    this.endpoint = endpoint;
    this.urls = Map.copyOf(urls);
  }

  @Override
  public Future<FunctionResult> invoke(String functionArn, String payload, long timeoutMillis) {
    try {
      FunctionName function = FunctionName.of(functionArn);
      MultiMap headers =
          HttpHeaders.headers()
              .set("Content-Type", "application/json")
              .set("Accept", "application/json");
      return backend
          .send(
              new BackendRequest(
                  "POST", uri(function), headers, Buffer.buffer(payload), timeoutMillis, true))
          .map(InvokedFunctions::result);
    } catch (IntegrationException e) {
      return Future.failedFuture(e);
    }
  }

  private BackendUri uri(FunctionName function) {
    String own = urls.get(function.name());
    if (own != null) {
      return BackendUri.of(own, Map.of());
    }
    String base =
        endpoint.orElseThrow(
            () ->
                new IntegrationException(
                    GatewayError.INTERNAL,
                    "neither PATCHBAY_LAMBDA_URLS has the function "
                        + function.name()
                        + ", nor is PATCHBAY_LAMBDA_ENDPOINT set"));
    return BackendUri.of(
        base.replaceFirst("/+$", "") + "/2015-03-31/functions/" + function.name() + "/invocations",
        function.qualifier().map(qualifier -> Map.of("Qualifier", qualifier)).orElse(Map.of()));
  }

  private static FunctionResult result(BackendReply reply) {
    Optional<String> error =
        reply.headers().entrySet().stream()
            .filter(each -> each.getKey().equalsIgnoreCase(ERROR))
            .map(Map.Entry::getValue)
            .flatMap(List::stream)
            .findFirst();
    return new FunctionResult(reply.statusCode(), reply.body().text(), error);
  }
}
