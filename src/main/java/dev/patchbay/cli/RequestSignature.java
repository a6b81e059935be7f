package dev.patchbay.cli;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Credential;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.RequestSigner;
import dev.patchbay.auth.Role;
import dev.patchbay.conformance.RequestSigning;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Signs requests with the credentials of AWS in the environment. */
final class RequestSignature implements RequestSigning {

  /** The service does not learn it from the signature. */
  private static final String ACCOUNT = "000000000000";

  private final Credential credential;
  private final String region;
  private final Clock clock;

  private RequestSignature(Credential credential, String region, Clock clock) {
    this.credential = credential;
    this.region = region;
    this.clock = clock;
  }

  /**
   * Leaves requests as they are where the environment has no credentials.
   *
   * @param region part of the signed scope
   */
  static RequestSigning of(Map<String, String> environment, String region, Clock clock) {
    String accessKeyId = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (accessKeyId.isEmpty() || secret.isEmpty()) {
      return (request, body, service) -> request;
    }
    String token = environment.get("AWS_SESSION_TOKEN");
    Caller caller =
        new Caller(accessKeyId, ACCOUNT, Role.READONLY, OptionalInt.empty(), OptionalInt.empty());
    return new RequestSignature(new Credential(caller, secret, token), region, clock);
  }

  /** The region that the environment names. */
  static String region(Map<String, String> environment) {
    return environment.getOrDefault(
        "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
  }

  @Override
  public HttpRequest sign(HttpRequest request, byte[] body, String service) {
    URI uri = request.uri();
    HttpRequest.Builder signed = HttpRequest.newBuilder(request, (name, value) -> true);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    RequestHead head =
        new RequestHead(
            request.method(),
            uri.getRawPath() + query,
            List.of(Map.entry("host", uri.getRawAuthority())));
    new RequestSigner(service)
        .sign(head, body, credential, region, clock.instant())
        .forEach(signed::header);
    return signed.build();
  }
}
