package dev.patchbay.auth;

import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the head of a request. Comparing signatures does not check any of them: the
 * signature is valid also for a request with two hosts or with an unsigned header.
 */
final class HeadPolicy {
  /** AWS's longest region has 14 characters. */
  private static final int REGION_LENGTH_MAX = 64;

  private static final int HASH_HEX_LENGTH = 64;
  private static final int DAY_LENGTH = 8;
  private static final String HEADER = "authorization";

  private final String service;
  private final InstantSource clock;

  HeadPolicy(String service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  /** See {@link SigV4Verifier#inspect}. The order of the checks is AWS's. */
  UnverifiedSignature inspect(RequestHead head) {
    RequestTarget target = RequestTarget.parse(head.target());
    requireToken(head.method());
    HeaderFields headers = new HeaderFields(head.headers());
    @Nullable String date = headers.single("x-amz-date", "X-Amz-Date");
    Authorization authorization =
        AuthorizationHeader.parse(headers.single(HEADER, "Authorization"), date == null);
    String amzDate = Objects.requireNonNull(date, "refused with the authorization");
    SigningTime.requireCurrent(amzDate, SigningTime.SKEW_MAX, clock.instant());
    return inspect(
        head.method(),
        target,
        headers,
        authorization,
        amzDate,
        headers.single("x-amz-security-token", "X-Amz-Security-Token"));
  }

  /** See {@link SigV4Verifier#inspectPresignable}. The order of the checks is AWS's. */
  UnverifiedSignature inspectPresignable(RequestHead head) {
    RequestTarget target = RequestTarget.parse(head.target());
    if (!AuthorizationQuery.isIn(target.query())) {
      return inspect(head);
    }
    requireToken(head.method());
    HeaderFields headers = new HeaderFields(head.headers());
    if (headers.contains(HEADER)) {
      throw invalid(
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
    }
    AuthorizationQuery query = AuthorizationQuery.parse(target.query());
    SigningTime.requireCurrent(query.amzDate(), query.validity(), clock.instant());
    return inspect(
        head.method(),
        new RequestTarget(target.path(), query.signedQuery()),
        headers,
        query.authorization(),
        query.amzDate(),
        query.sessionToken());
  }

  private UnverifiedSignature inspect(
      String method,
      RequestTarget target,
      HeaderFields headers,
      Authorization authorization,
      String amzDate,
      @Nullable String sessionToken) {
    requireSignedHeaders(authorization.signedHeaders(), headers);
    requireScope(authorization, amzDate);
    @Nullable String bodyHash = headers.single("x-amz-content-sha256", "x-amz-content-sha256");
    requireHash(bodyHash);
    return new UnverifiedSignature(
        authorization,
        amzDate,
        CanonicalRequest.head(method, target, headers, authorization.signedHeaders()),
        bodyHash,
        sessionToken);
  }

  private static void requireSignedHeaders(List<String> signed, HeaderFields headers) {
    if (headers.single("host", "Host") == null || !signed.contains("host")) {
      throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    String previous = "";
    for (String name : signed) {
      // Ascending means sorted and unique at once.
      if (name.compareTo(previous) <= 0 || !isLowerCaseToken(name)) {
        throw invalid("'SignedHeaders' must be lower-case, sorted and unique.");
      }
      if (!headers.contains(name)) {
        throw invalid("A header named in 'SignedHeaders' is not in the request.");
      }
      previous = name;
    }
    for (String name : headers.names()) {
      if (name.startsWith("x-amz-") && Collections.binarySearch(signed, name) < 0) {
        throw invalid("Every 'x-amz-' header must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  /**
   * Any region is accepted: the service has none, and clients sign for their configured region. AWS
   * names all errors of a scope in one message.
   */
  private void requireScope(Authorization authorization, String amzDate) {
    StringBuilder wrong = new StringBuilder();
    if (!isRegion(authorization.region())) {
      wrong.append("Credential should be scoped to a valid region. ");
    }
    if (!authorization.service().equals(service)) {
      wrong.append("Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (!authorization.terminator().equals("aws4_request")) {
      wrong.append("Credential should be scoped with a valid terminator: 'aws4_request'. ");
    }
    if (!authorization.scopeDate().equals(amzDate.substring(0, DAY_LENGTH))) {
      wrong.append(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP.");
    }
    if (!wrong.isEmpty()) {
      throw invalid(wrong.toString().strip());
    }
  }

  private static void requireHash(@Nullable String bodyHash) {
    if (bodyHash == null) {
      return;
    }
    boolean hex = bodyHash.length() == HASH_HEX_LENGTH;
    for (int i = 0; hex && i < bodyHash.length(); i++) {
      char c = bodyHash.charAt(i);
      hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!hex) {
      // No SDK sends UNSIGNED-PAYLOAD or STREAMING-* to this service.
      throw invalid(
          "The header 'x-amz-content-sha256' must be the SHA-256 of the body in lower-case"
              + " hexadecimal digits.");
    }
  }

  private static boolean isRegion(String region) {
    boolean valid = !region.isEmpty() && region.length() <= REGION_LENGTH_MAX;
    for (int i = 0; valid && i < region.length(); i++) {
      char c = region.charAt(i);
      valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    return valid;
  }

  private static void requireToken(String method) {
    if (!isToken(method)) {
      throw new AuthException(AuthError.BAD_REQUEST, "The method of the request is not a token.");
    }
  }

  private static boolean isLowerCaseToken(String name) {
    boolean lowerCase = isToken(name);
    for (int i = 0; lowerCase && i < name.length(); i++) {
      char c = name.charAt(i);
      lowerCase = c < 'A' || c > 'Z';
    }
    return lowerCase;
  }

  /** A token of RFC 9110. */
  private static boolean isToken(String name) {
    boolean token = !name.isEmpty();
    for (int i = 0; token && i < name.length(); i++) {
      char c = name.charAt(i);
      token =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
    return token;
  }

  private static AuthException invalid(String message) {
    return new AuthException(AuthError.INVALID_SIGNATURE, message);
  }
}
