package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.evaluation.Payload;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import io.vertx.core.Future;
import java.util.Map;

/** Integrations of type AWS and AWS_PROXY whose backend is a Lambda function. */
final class LambdaIntegrations {

  private static final int OK = 200;
  private static final int BAD_GATEWAY = 502;

  /** The characters of a payload in a line of the log. */
  private static final int LOGGED_MAX = 500;

  private final LambdaFunctions functions;
  private final ApiArns arns;

  LambdaIntegrations(LambdaFunctions functions, ApiArns arns) {
    this.functions = functions;
    this.arns = arns;
  }

  Future<BackendReply> call(IntegrationCall call, String functionArn) {
    return functions
        .invoke(
            new Invocation(
                functionArn,
                call.body().isEmpty() ? "{}" : call.body(),
                call.integration().target().timeoutMillis(),
                call.event().origin(),
                arns.route(call.event().connection(), call.route().key())))
        .map(result -> reply(call, result));
  }

  private static BackendReply reply(IntegrationCall call, FunctionResult result) {
    if (result.status() < OK || result.status() >= 300) {
      throw new IntegrationException(
          GatewayError.INTERNAL,
          "the invocation has status " + result.status() + ": " + logged(result));
    }
    if (call.integration().integration().isProxy()) {
      if (result.functionError().isPresent()) {
        throw new IntegrationException(
            GatewayError.INTEGRATION_FAILED, "the function failed: " + logged(result));
      }
      return ProxyResult.of(result.payload());
    }
    boolean isRefused =
        call.event().type() == EventType.CONNECT && result.functionError().isPresent();
    return new BackendReply(
        isRefused ? BAD_GATEWAY : OK, Map.of(), Payload.ofText(result.payload()), null);
  }

  private static String logged(FunctionResult result) {
    String payload = result.payload();
    return payload.substring(0, Math.min(LOGGED_MAX, payload.length()));
  }
}
