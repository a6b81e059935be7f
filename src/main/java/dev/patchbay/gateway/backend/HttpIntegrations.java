package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.route.IntegrationTarget;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/** Integrations of type HTTP and HTTP_PROXY. */
final class HttpIntegrations implements Integrations {

  private final HttpBackend backend;

  HttpIntegrations(HttpBackend backend) {
    this.backend = backend;
  }

  @Override
  public Future<BackendReply> call(IntegrationCall call) {
    IntegrationTarget target = call.integration().target();
    CallParameters parameters = CallParameters.of(call.parameters());
    String uri =
        BackendUri.expand(target.uri(), call.context().stageVariables(), parameters.path());
    return backend.send(
        new BackendRequest(
            target.method(),
            BackendUri.of(uri, parameters.query()),
            CallHeaders.of(call, parameters.headers()),
            body(call),
            target.timeoutMillis(),
            call.event().type() == EventType.CONNECT
                || !call.integration().integration().isProxy()));
  }

  static Buffer body(IntegrationCall call) {
    if (!call.integration().target().decodesBody()) {
      return Buffer.buffer(call.body());
    }
    try {
      return Buffer.buffer(Base64.getDecoder().decode(call.body()));
    } catch (IllegalArgumentException e) {
      throw new IntegrationException(
          GatewayError.INTERNAL, "the body of the request is not base64, which is to be decoded");
    }
  }
}
