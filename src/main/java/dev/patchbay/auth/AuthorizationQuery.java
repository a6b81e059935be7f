package dev.patchbay.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signature in the query of a presigned URL, for clients that cannot set headers: {@code
 * X-Amz-Algorithm}, {@code X-Amz-Credential}, {@code X-Amz-Date}, {@code X-Amz-SignedHeaders},
 * {@code X-Amz-Signature}, and where they are needed {@code X-Amz-Expires} and {@code
 * X-Amz-Security-Token}. Nothing in it is verified yet.
 *
 * @param validity how long after its date the signature is valid; AWS Amplify does not send it, and
 *     the tolerance of clocks stands in its place
 * @param signedQuery the query without the signature, nothing decoded
 */
record AuthorizationQuery(
    Authorization authorization,
    String amzDate,
    Duration validity,
    @Nullable String sessionToken,
    String signedQuery) {

  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String SIGNATURE = "X-Amz-Signature";
  private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
  private static final String DATE = "X-Amz-Date";
  private static final String EXPIRES = "X-Amz-Expires";
  private static final String SECURITY_TOKEN = "X-Amz-Security-Token";

  /** The parameters that a signature needs, in the order in which AWS names missing ones. */
  private static final List<String> REQUIRED =
      List.of(ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE);

  private static final List<String> OPTIONAL = List.of(EXPIRES, SECURITY_TOKEN);

  /** The longest time for which AWS lets a URL be presigned, a week in seconds. */
  private static final int VALIDITY_SECONDS_MAX = 604_800;

  /** Whether a query holds a signature: at AWS the algorithm decides. */
  static boolean isIn(String query) {
    return parameters(query).anyMatch(part -> name(part).equals(ALGORITHM));
  }

  /**
   * Parses a query.
   *
   * @param query nothing decoded, its escapes well-formed
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if a parameter of the signature is
   *     missing, doubled or malformed
   */
  static AuthorizationQuery parse(String query) {
    Map<String, String> values = new HashMap<>();
    List<String> signed = new ArrayList<>();
    parameters(query)
        .forEach(
            part -> {
              String name = name(part);
              boolean isOfSignature = REQUIRED.contains(name) || OPTIONAL.contains(name);
              if (isOfSignature && values.put(name, value(part)) != null) {
                throw Authorization.incomplete(
                    "The query-string parameter '" + name + "' must come once.");
              }
              if (!name.equals(SIGNATURE)) {
                signed.add(part);
              }
            });
    requireComplete(values);
    Authorization.requireAlgorithm(values.getOrDefault(ALGORITHM, ""));
    return new AuthorizationQuery(
        Authorization.of(
            values.getOrDefault(CREDENTIAL, ""),
            values.getOrDefault(SIGNED_HEADERS, ""),
            values.getOrDefault(SIGNATURE, "")),
        values.getOrDefault(DATE, ""),
        validity(values.get(EXPIRES)),
        values.get(SECURITY_TOKEN),
        String.join("&", signed));
  }

  private static void requireComplete(Map<String, String> values) {
    StringBuilder missing = new StringBuilder();
    for (String name : REQUIRED) {
      if (values.getOrDefault(name, "").isEmpty()) {
        missing.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
    }
    if (!missing.isEmpty()) {
      throw Authorization.incomplete(missing + "Re-examine the query-string parameters.");
    }
  }

  private static Duration validity(@Nullable String seconds) {
    if (seconds == null) {
      return SigningTime.SKEW_MAX;
    }
    // Six digits hold a week, and their number fits.
    boolean isNumber = seconds.matches("[0-9]{1,6}");
    int number = isNumber ? Integer.parseInt(seconds) : 0;
    if (number < 1 || number > VALIDITY_SECONDS_MAX) {
      throw Authorization.incomplete(
          "X-Amz-Expires must be a number of seconds from 1 to " + VALIDITY_SECONDS_MAX + ".");
    }
    return Duration.ofSeconds(number);
  }

  private static Stream<String> parameters(String query) {
    return Arrays.stream(query.split("&", -1));
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    return PercentEncoding.decode(equals < 0 ? parameter : parameter.substring(0, equals));
  }

  private static String value(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? "" : PercentEncoding.decode(parameter.substring(equals + 1));
  }

  /** Leaves signature and token out. */
  @Override
  public String toString() {
    return "AuthorizationQuery";
  }
}
