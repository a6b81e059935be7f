package dev.patchbay.auth;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a request claims: who signed it, when, and what was signed, all of it in order
 * and nothing of it proved. Made by {@link SigV4Verifier#inspect}, spent by {@link
 * SigV4Verifier#verify}. Immutable.
 */
public final class UnverifiedSignature {
  final AuthorizationHeader authorization;
  final String amzDate;
  final String canonicalHead;
  final @Nullable String declaredBodyHash;
  final @Nullable String sessionToken;

  /**
   * A claim.
   *
   * @param canonicalHead the canonical request up to the hash of the body, which comes last
   * @param declaredBodyHash the value of x-amz-content-sha256, 64 hexadecimal digits
   */
  UnverifiedSignature(
      AuthorizationHeader authorization,
      String amzDate,
      String canonicalHead,
      @Nullable String declaredBodyHash,
      @Nullable String sessionToken) {
    this.authorization = authorization;
    this.amzDate = amzDate;
    this.canonicalHead = canonicalHead;
    this.declaredBodyHash = declaredBodyHash;
    this.sessionToken = sessionToken;
  }

  /** Without signature and token. */
  @Override
  public String toString() {
    return "Claim";
  }
}
