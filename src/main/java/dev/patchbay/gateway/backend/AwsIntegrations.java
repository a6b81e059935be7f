package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.Integrations;
import io.vertx.core.Future;
import java.util.Optional;

/** Integrations of type AWS and AWS_PROXY, by the service that their address names. */
final class AwsIntegrations implements Integrations {

  private final LambdaIntegrations lambda;
  private final ServiceIntegrations services;

  AwsIntegrations(LambdaIntegrations lambda, ServiceIntegrations services) {
    this.lambda = lambda;
    this.services = services;
  }

  @Override
  public Future<BackendReply> call(IntegrationCall call) {
    CallParameters parameters = CallParameters.of(call.parameters());
    String uri =
        BackendUri.expand(
            call.integration().target().uri(), call.context().stageVariables(), parameters.path());
    Optional<String> function = FunctionName.ofIntegration(uri);
    if (function.isPresent()) {
      return lambda.call(call, function.get());
    }
    if (call.integration().integration().isProxy()) {
      throw new IntegrationException(
          GatewayError.INTERNAL,
          "integrations of type AWS_PROXY call Lambda functions only: " + uri);
    }
    return services.call(call, ServiceUri.of(uri), parameters);
  }
}
