package dev.patchbay.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization: AWS4-HMAC-SHA256 Credential=id/date/region/service/aws4_request,
 * SignedHeaders=a;b, Signature=hex}, taken apart. Nothing in it is verified yet.
 */
record AuthorizationHeader(
    String accessKeyId,
    String scopeDate,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final List<String> PARAMETERS =
      List.of("Credential", "Signature", "SignedHeaders");

  /**
   * Takes the header apart.
   *
   * @param dateMissing whether the request lacks its date: AWS tells of all missing parts at once
   * @throws AuthException {@link AuthError#MISSING_AUTHENTICATION_TOKEN} if it is of another
   *     scheme, {@link AuthError#INCOMPLETE_SIGNATURE} if a part is missing, unknown or doubled
   */
  static AuthorizationHeader parse(@Nullable String header, boolean dateMissing) {
    if (header == null || !header.startsWith("AWS4-")) {
      throw new AuthException(
          AuthError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }
    int blank = header.indexOf(' ');
    String algorithm = blank < 0 ? header : header.substring(0, blank);
    if (!algorithm.equals(ALGORITHM)) {
      throw incomplete("Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now).");
    }
    Map<String, String> parameters = parameters(header.substring(algorithm.length()));
    requireComplete(parameters, dateMissing);
    String[] scope = parameters.getOrDefault("Credential", "").split("/", -1);
    if (scope.length != 5) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term");
    }
    return new AuthorizationHeader(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        scope[4],
        List.of(parameters.getOrDefault("SignedHeaders", "").split(";", -1)),
        parameters.getOrDefault("Signature", ""));
  }

  /** The scope that is signed: date, region, service and terminator. */
  String scope() {
    return String.join("/", scopeDate, region, service, terminator);
  }

  /** Without the signature. */
  @Override
  public String toString() {
    return "AuthorizationHeader";
  }

  private static Map<String, String> parameters(String text) {
    if (HeaderFields.trim(text).isEmpty()) {
      return Map.of();
    }
    Map<String, String> parameters = new HashMap<>();
    for (String part : text.split(",", -1)) {
      String parameter = HeaderFields.trim(part);
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? "" : parameter.substring(0, equals);
      if (!PARAMETERS.contains(name)
          || parameters.put(name, parameter.substring(equals + 1)) != null) {
        throw incomplete(
            "Authorization header takes the parameters 'Credential', 'SignedHeaders' and"
                + " 'Signature', each once.");
      }
    }
    return parameters;
  }

  private static void requireComplete(Map<String, String> parameters, boolean dateMissing) {
    StringBuilder missing = new StringBuilder();
    for (String name : PARAMETERS) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    if (dateMissing) {
      missing.append("Authorization header requires existence of a 'X-Amz-Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw incomplete(missing.toString().strip());
    }
  }

  private static AuthException incomplete(String message) {
    return new AuthException(AuthError.INCOMPLETE_SIGNATURE, message);
  }
}
