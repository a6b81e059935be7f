package dev.patchbay.auth;

import java.util.List;

/**
 * The signature of a request with its credential scope and its signed headers, parsed from the
 * header or the query. Nothing in it is verified yet.
 */
record Authorization(
    String accessKeyId,
    String scopeDate,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /**
   * Reads the three parameters that both forms of a signature have.
   *
   * @param credential {@code id/date/region/service/aws4_request}
   * @param signedHeaders names between semicolons
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if the credential lacks a part
   */
  static Authorization of(String credential, String signedHeaders, String signature) {
    String[] scope = credential.split("/", -1);
    if (scope.length != 5) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term");
    }
    return new Authorization(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        scope[4],
        List.of(signedHeaders.split(";", -1)),
        signature);
  }

  /** Returns the signed scope: date, region, service and terminator. */
  String scope() {
    return String.join("/", scopeDate, region, service, terminator);
  }

  static void requireAlgorithm(String algorithm) {
    if (!algorithm.equals(ALGORITHM)) {
      throw incomplete("Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now).");
    }
  }

  static AuthException incomplete(String message) {
    return new AuthException(AuthError.INCOMPLETE_SIGNATURE, message);
  }

  /** Leaves the signature out. */
  @Override
  public String toString() {
    return "Authorization";
  }
}
