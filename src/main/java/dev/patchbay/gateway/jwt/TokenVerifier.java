package dev.patchbay.gateway.jwt;

import dev.patchbay.gateway.execution.HttpBackends;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Verifies tokens as AWS's JWT authorizers do. The claims are checked before the keys are read, so
 * that a token for somebody else calls no issuer. Belongs to one event loop.
 */
public final class TokenVerifier {

  private final IssuerKeys keys;
  private final InstantSource clock;

  /**
   * A verifier without keys.
   *
   * @param backends reach the issuers
   */
  public TokenVerifier(HttpBackends backends, InstantSource clock, LongSupplier nanoClock) {
    this.keys = new IssuerKeys(new PublishedKeys(backends)::read, nanoClock);
    this.clock = clock;
  }

  /**
   * Verifies a token.
   *
   * @param issuer whose keys count
   * @param audience of which the token must name one
   * @return the claims; fails with {@link InvalidTokenException}
   */
  public Future<Map<String, Object>> verify(String text, String issuer, List<String> audience) {
    try {
      JsonWebToken token = JsonWebToken.parse(text);
      TokenAlgorithm algorithm =
          TokenAlgorithm.named(token.headerText("alg"))
              .orElseThrow(() -> new InvalidTokenException("signing method is invalid"));
      TokenClaims.check(token.claims(), issuer, audience, clock.millis() / 1000.0);
      String keyId = token.headerText("kid");
      return keys.find(issuer, keyId).map(found -> verified(token, algorithm, found.find(keyId)));
    } catch (InvalidTokenException e) {
      return Future.failedFuture(e);
    }
  }

  private static Map<String, Object> verified(
      JsonWebToken token, TokenAlgorithm algorithm, Optional<PublicKey> key) {
    if (key.isEmpty()) {
      throw new InvalidTokenException("unable to find a signing key that matches the kid");
    }
    if (!algorithm.verifies(token, key.get())) {
      throw new InvalidTokenException("the token has an invalid signature");
    }
    return Collections.unmodifiableMap(token.claims());
  }
}
