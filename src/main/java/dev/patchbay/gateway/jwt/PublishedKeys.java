package dev.patchbay.gateway.jwt;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the keys of an issuer as OpenID Connect Discovery 1.0 says, at addresses that are checked.
 */
final class PublishedKeys {

  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  private static final long TIMEOUT_MILLIS = Limit.JWT_READ_TIME.value();

  private static final int OK = 200;

  private final HttpBackends backends;

  PublishedKeys(HttpBackends backends) {
    this.backends = backends;
  }

  Future<KeySet> read(String issuer) {
    return document(issuer.replaceFirst("/+$", "") + CONFIGURATION)
        .map(PublishedKeys::address)
        .recover(failure -> failed("OIDC discovery endpoint communication error"))
        .compose(
            address ->
                document(address)
                    .map(KeySet::of)
                    .recover(failure -> failed("JWKS communication error")));
  }

  private static <T> Future<T> failed(String description) {
    return Future.failedFuture(new InvalidTokenException(description));
  }

  private Future<Map<String, Object>> document(String address) {
    return backends
        .send(
            new HttpBackends.ProxyRequest(
                "GET",
                address,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                "",
                HttpHeaders.headers()
                    .set("Accept", "application/json")
                    .set("User-Agent", "AmazonAPIGateway"),
                Buffer.buffer(),
                TIMEOUT_MILLIS))
        .map(PublishedKeys::members);
  }

  private static Map<String, Object> members(BackendReply reply) {
    if (reply.statusCode() != OK) {
      throw new IllegalArgumentException("the status is " + reply.statusCode());
    }
    try {
      return JsonReader.readAll(reply.body().bytes());
    } catch (ServiceException e) {
      throw new IllegalArgumentException("the document is no JSON object", e);
    }
  }

  private static String address(Map<String, Object> configuration) {
    if (configuration.get("jwks_uri") instanceof String address && address.startsWith("https://")) {
      return address;
    }
    throw new IllegalArgumentException("jwks_uri is no address of HTTPS");
  }
}
