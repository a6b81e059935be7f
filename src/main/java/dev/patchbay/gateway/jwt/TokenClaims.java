package dev.patchbay.gateway.jwt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The claims of a token that AWS checks. */
public final class TokenClaims {

  private TokenClaims() {}

  /**
   * Checks the claims.
   *
   * @param nowSeconds the time since the epoch
   * @throws InvalidTokenException where one does not hold
   */
  static void check(
      Map<String, Object> claims, String issuer, List<String> audience, double nowSeconds) {
    require(issuer.equals(claims.get("iss")), "the token does not have a valid issuer");
    // The client of an access token counts where it has no audience.
    Object addressee = claims.containsKey("aud") ? claims.get("aud") : claims.get("client_id");
    require(
        !Collections.disjoint(texts(addressee), audience),
        "the token does not have a valid audience");
    require(
        claims.get("exp") instanceof Number expiry && expiry.doubleValue() > nowSeconds,
        "the token has expired");
    require(isPast(claims.get("nbf"), nowSeconds), "the token is not valid yet");
    require(isPast(claims.get("iat"), nowSeconds), "the token was issued in the future");
  }

  private static void require(boolean holds, String description) {
    if (!holds) {
      throw new InvalidTokenException(description);
    }
  }

  /** Whether a time that a token may have has come. */
  private static boolean isPast(@Nullable Object time, double nowSeconds) {
    return time == null || (time instanceof Number number && number.doubleValue() <= nowSeconds);
  }

  /** The scopes of a token: those of {@code scope}, separated by blanks, or of {@code scp}. */
  public static List<String> scopes(Map<String, Object> claims) {
    List<String> scopes = new ArrayList<>();
    Stream.of("scope", "scp")
        .flatMap(name -> texts(claims.get(name)).stream())
        .flatMap(text -> Stream.of(text.split(" ", -1)))
        .filter(text -> !text.isEmpty())
        .forEach(scopes::add);
    return scopes;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : value instanceof String text ? List.of(text) : List.of();
  }
}
