package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.CallOrigin;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.LambdaFunctions.FunctionResult;
import dev.patchbay.gateway.execution.LambdaFunctions.Invocation;
import dev.patchbay.gateway.route.HttpIntegration;
import dev.patchbay.gateway.route.StageVariables;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes requests to Lambda functions, and answers their results. Belongs to one event loop. */
final class FunctionCall {

  private final LambdaFunctions functions;
  private final ApiArns arns;

  FunctionCall(LambdaFunctions functions, ApiArns arns) {
    this.functions = functions;
    this.arns = arns;
  }

  Future<ApiAnswer> call(
      ApiVariables variables, ApiCaller caller, HttpIntegration integration, long timeoutMillis) {
    ApiRequest request = variables.request();
    boolean isFirst = integration.payloadFormat().equals("1.0");
    Map<String, @Nullable Object> event =
        isFirst ? FirstFormat.event(variables, caller) : SecondFormat.event(variables, caller);
    return functions
        .invoke(
            new Invocation(
                StageVariables.expand(integration.uri(), variables.stageVariables()),
                new String(ResourceCodec.encode(event), StandardCharsets.UTF_8),
                timeoutMillis,
                origin(request),
                arns.route(request.apiId(), request.stage(), variables.match().route().key())))
        .map(result -> answer(result, isFirst));
  }

  static CallOrigin origin(ApiRequest request) {
    return new CallOrigin(request.apiId(), request.requestId(), request.parameters().traceId());
  }

  private static ApiAnswer answer(FunctionResult result, boolean isFirst) {
    if (result.status() < 200 || result.status() >= 300) {
      throw new IntegrationException(
          GatewayError.INTERNAL, "the invocation has status " + result.status());
    }
    if (result.functionError().isPresent()) {
      throw failed("the function failed");
    }
    try {
      return FunctionAnswer.of(result.payload(), isFirst);
    } catch (IllegalArgumentException e) {
      throw failed("the result of the function is malformed: " + e.getMessage());
    }
  }

  private static IntegrationException failed(String reason) {
    return new IntegrationException(GatewayError.INTEGRATION_FAILED, reason);
  }
}
