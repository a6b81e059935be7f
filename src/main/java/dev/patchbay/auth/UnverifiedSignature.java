package dev.patchbay.auth;

import org.jspecify.annotations.Nullable;

/**
 * The signature of a request as its head gives it: signer, date and signed headers, well-formed and
 * not verified. {@link SigV4Verifier#inspect} returns it, {@link SigV4Verifier#verify} takes it.
 * Immutable.
 */
public final class UnverifiedSignature {
  final Authorization authorization;
  final String amzDate;
  final String canonicalHead;
  final @Nullable String declaredBodyHash;
  final @Nullable String sessionToken;

  /**
   * A signature.
   *
   * @param canonicalHead the canonical request up to the hash of the body, which comes last
   * @param declaredBodyHash the value of x-amz-content-sha256, 64 hexadecimal digits
   */
  UnverifiedSignature(
      Authorization authorization,
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

  /** Leaves signature and token out. */
  @Override
  public String toString() {
    return "UnverifiedSignature";
  }
}
