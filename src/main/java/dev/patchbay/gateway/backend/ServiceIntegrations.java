package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.Map;

/** Integrations of type AWS with other services than Lambda, at endpoints that an operator sets. */
final class ServiceIntegrations {

  private final HttpBackend backend;
  private final Map<String, String> endpoints;
  private final ServiceSigner signer;
  private final ServiceHeaders headers;
  private final ApiArns arns;

  /**
   * Integrations with services.
   *
   * @param endpoints of services by their names
   */
  ServiceIntegrations(
      HttpBackend backend,
      Map<String, String> endpoints,
      ServiceSigner signer,
      ServiceHeaders headers,
      ApiArns arns) {
    this.backend = backend;
    this.endpoints = Map.copyOf(endpoints);
    this.signer = signer;
    this.headers = headers;
    this.arns = arns;
  }

  Future<BackendReply> call(IntegrationCall call, ServiceUri uri, CallParameters parameters) {
    String endpoint = endpoints.get(uri.service());
    if (endpoint == null) {
      throw new IntegrationException(
          GatewayError.INTERNAL,
          "PATCHBAY_AWS_ENDPOINTS has no endpoint of the service " + uri.service());
    }
    MultiMap fields =
        headers.of(
            call.event().origin(), arns.route(call.event().connection(), call.route().key()));
    if (call.event().type() == EventType.MESSAGE) {
      fields.set("Content-Type", "application/json");
    }
    uri.action()
        .ifPresent(
            action ->
                fields
                    .set("X-Amz-Target", action.target())
                    .set("Content-Type", action.contentType()));
    ServiceHeaders.map(parameters.headers(), fields);
    BackendRequest request =
        new BackendRequest(
            call.integration().target().method(),
            BackendUri.of(BackendUri.joined(endpoint, uri.target()), parameters.query()),
            fields,
            HttpIntegrations.body(call),
            call.integration().target().timeoutMillis(),
            true);
    signer.sign(uri.service(), uri.region(), request);
    return backend.send(request);
  }
}
