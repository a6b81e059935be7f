package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.LambdaFunctions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invokes functions by HTTP: each at a URL of its own, or by the operation Invoke of Lambda. */
final class InvokedFunctions implements LambdaFunctions {

  private static final String ERROR = "X-Amz-Function-Error";

  private final HttpBackend backend;
  private final Optional<String> endpoint;
  private final Map<String, String> urls;
  private final ServiceSigner signer;
  private final ServiceHeaders headers;

  /**
   * Functions at the addresses that an operator has set, which may be private.
   *
   * @param endpoint has the operation Invoke
   * @param urls of functions by their names
   */
  InvokedFunctions(
      HttpBackend backend,
      Optional<String> endpoint,
      Map<String, String> urls,
      ServiceSigner signer,
      ServiceHeaders headers) {
    this.backend = backend;
    this.endpoint = endpoint;
    this.urls = Map.copyOf(urls);
    this.signer = signer;
    this.headers = headers;
  }

  @Override
  public Future<FunctionResult> invoke(Invocation invocation) {
    try {
      FunctionName function = FunctionName.of(invocation.functionArn());
      String own = urls.get(function.name());
      BackendRequest request =
          request(invocation, own == null ? uri(function) : BackendUri.of(own, Map.of()));
      if (own == null) {
        signer.sign("lambda", function.region(), request);
      }
      return backend.send(request).map(InvokedFunctions::result);
    } catch (IntegrationException e) {
      return Future.failedFuture(e);
    }
  }

  private BackendRequest request(Invocation invocation, BackendUri uri) {
    return new BackendRequest(
        "POST",
        uri,
        headers
            .of(invocation.origin(), invocation.sourceArn())
            .set("Content-Type", "application/json")
            .set("x-amzn-lambda-integration-tag", invocation.origin().requestId()),
        Buffer.buffer(invocation.payload()),
        invocation.timeoutMillis(),
        true);
  }

  private BackendUri uri(FunctionName function) {
    String base =
        endpoint.orElseThrow(
            () ->
                new IntegrationException(
                    GatewayError.INTERNAL,
                    "neither PATCHBAY_LAMBDA_URLS has the function "
                        + function.name()
                        + ", nor is PATCHBAY_LAMBDA_ENDPOINT set"));
    return BackendUri.of(
        BackendUri.joined(base, "/2015-03-31/functions/" + function.name() + "/invocations"),
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
