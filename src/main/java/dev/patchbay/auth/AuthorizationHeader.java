package dev.patchbay.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization: AWS4-HMAC-SHA256 Credential=id/date/region/service/aws4_request,
 * SignedHeaders=a;b, Signature=hex}, parsed. Nothing in it is verified yet.
 */
final class AuthorizationHeader {

  /** The parameters, in the order in which AWS names missing ones. */
  private static final List<String> PARAMETERS =
      List.of("Credential", "Signature", "SignedHeaders");

  private AuthorizationHeader() {}

  /**
   * Parses the header.
   *
   * @param dateMissing whether the request lacks its date: AWS names all missing parts in one
   *     message
   * @throws AuthException {@link AuthError#MISSING_AUTHENTICATION_TOKEN} if it is of another
   *     scheme, {@link AuthError#INCOMPLETE_SIGNATURE} if a part is missing, unknown or doubled
   */
  static Authorization parse(@Nullable String header, boolean dateMissing) {
    if (header == null || !header.startsWith("AWS4-")) {
      throw new AuthException(
          AuthError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }
    int blank = header.indexOf(' ');
    String algorithm = blank < 0 ? header : header.substring(0, blank);
    Authorization.requireAlgorithm(algorithm);
    String[] parameters = parameters(header.substring(algorithm.length()));
    requireComplete(parameters, dateMissing);
    return Authorization.of(parameters[0], parameters[2], parameters[1]);
  }

  /** Returns the values of {@link #PARAMETERS}; empty texts for missing ones. */
  private static String[] parameters(String text) {
    String[] values = {"", "", ""};
    if (HeaderFields.trim(text).isEmpty()) {
      return values;
    }
    int seen = 0;
    for (String part : text.split(",", -1)) {
      String parameter = HeaderFields.trim(part);
      int equals = parameter.indexOf('=');
      int index = equals < 0 ? -1 : PARAMETERS.indexOf(parameter.substring(0, equals));
      if (index < 0 || (seen & 1 << index) != 0) {
        throw Authorization.incomplete(
            "Authorization header takes the parameters 'Credential', 'SignedHeaders' and"
                + " 'Signature', each once.");
      }
      seen |= 1 << index;
      values[index] = parameter.substring(equals + 1);
    }
    return values;
  }

  private static void requireComplete(String[] parameters, boolean dateMissing) {
    StringBuilder missing = new StringBuilder();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isEmpty()) {
        missing
            .append("Authorization header requires '")
            .append(PARAMETERS.get(i))
            .append("' parameter. ");
      }
    }
    if (dateMissing) {
      missing.append("Authorization header requires existence of a 'X-Amz-Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw Authorization.incomplete(missing.toString().strip());
    }
  }
}
