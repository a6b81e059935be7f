package dev.patchbay.gateway.backend;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.Credential;
import dev.patchbay.auth.Credentials;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.RequestSigner;
import dev.patchbay.auth.RequestTarget;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Signs requests to services of AWS with the credentials of an operator. Safe for all threads. */
public final class ServiceSigner {

  private final String region;
  private final Optional<? extends Supplier<Credentials>> credentials;
  private final InstantSource clock;

  /** One for each service that has an endpoint, so that an operator bounds their number. */
  private final Map<String, RequestSigner> signers = new ConcurrentHashMap<>();

  /**
   * A signer.
   *
   * @param region of requests whose addresses name none
   * @param credentials asked for each request, so that a reload takes effect at once; empty where
   *     requests are sent without a signature
   */
  public ServiceSigner(
      String region, Optional<? extends Supplier<Credentials>> credentials, InstantSource clock) {
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Adds the headers of the signature to a request, and the header Host.
   *
   * @param region empty for the one of the service
   * @throws IntegrationException where the path of the request is not in normal form, or there are
   *     several credentials
   */
  void sign(String service, String region, BackendRequest request) {
    request.headers().set("Host", request.uri().authority());
    try {
      RequestTarget.parse(request.uri().target());
      credentials.ifPresent(
          known ->
              headers(
                      service,
                      region.isEmpty() ? this.region : region,
                      request,
                      known.get().only().orElseThrow(ServiceSigner::several))
                  .forEach(request.headers()::set));
    } catch (AuthException e) {
      throw new IntegrationException(GatewayError.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> headers(
      String service, String region, BackendRequest request, Credential credential) {
    return signers
        .computeIfAbsent(service, RequestSigner::new)
        .sign(
            new RequestHead(request.method(), request.uri().target(), request.headers().entries()),
            request.body().getBytes(),
            credential,
            region,
            clock.instant());
  }

  private static IntegrationException several() {
    return new IntegrationException(
        GatewayError.INTERNAL, "the file of PATCHBAY_AWS_CREDENTIALS_FILE has several profiles");
  }
}
