package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies AWS Signature Version 4 in the header {@code Authorization}, as boto3, the AWS CLI and
 * the SDKs for JavaScript and Java send it to service {@code apigateway}. In two steps, so that
 * most of what is hostile is refused before a byte of the body is read: {@link #inspect} decides on
 * the head, {@link #verify} on the signature.
 *
 * <p>As at AWS there is no nonce: the same bytes are good again for as long as their date is. A
 * memory of signatures would refuse honest retries, which within one second are the same bytes.
 *
 * <p>Safe for use by many threads; nothing here blocks.
 */
public final class SigV4Verifier {
  private static final HexFormat HEX = HexFormat.of();

  private final HeadPolicy policy;
  private final Supplier<Credentials> credentials;
  private final SigningKeys signingKeys;

  /**
   * A verifier for service {@code apigateway}.
   *
   * @param credentials asked once for each request, so that a reload takes effect at once
   * @param clock the server's clock; requests may be five minutes off
   */
  public SigV4Verifier(Supplier<Credentials> credentials, InstantSource clock) {
    this("apigateway", credentials, clock);
  }

  /** For another service: AWS's published examples are signed for one named "service". */
  SigV4Verifier(String service, Supplier<Credentials> credentials, InstantSource clock) {
    this.policy = new HeadPolicy(service, clock);
    this.credentials = credentials;
    this.signingKeys = new SigningKeys(service);
  }

  /**
   * Decides all that the head alone can decide: the form of target and headers, which headers are
   * signed, the scope, the date, whether the key is known. Identifiers of keys are no secrets, so
   * an unknown one is refused at once.
   *
   * @return the claim that {@link #verify} decides on; nothing in it is proved
   * @throws AuthException the refusal; the body need not be read
   */
  public UnverifiedSignature inspect(RequestHead head) {
    UnverifiedSignature claim = policy.inspect(head);
    known(claim);
    return claim;
  }

  /**
   * Decides whether a claim is true for this body.
   *
   * @param body the body as received; empty, not null, if there is none
   * @throws AuthException {@link AuthError#UNRECOGNIZED_CLIENT} for an unknown key or a wrong
   *     session token, {@link AuthError#INVALID_SIGNATURE} for a wrong signature or body
   */
  public Caller verify(UnverifiedSignature claim, byte[] body) {
    return verifyHash(claim, Digests.sha256(body));
  }

  /**
   * As {@link #verify}, for a body that was hashed while it came in.
   *
   * @param bodySha256 the SHA-256 of the body as received, 32 bytes
   */
  public Caller verifyHash(UnverifiedSignature claim, byte[] bodySha256) {
    AuthorizationHeader authorization = claim.authorization;
    Credential known = known(claim);
    byte[] expected = signature(claim, known, HEX.formatHex(bodySha256));
    byte[] claimed = authorization.signature().getBytes(StandardCharsets.ISO_8859_1);
    if (!MessageDigest.isEqual(expected, claimed)) {
      throw new AuthException(
          AuthError.INVALID_SIGNATURE,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    requireBodyHash(claim.declaredBodyHash, bodySha256);
    if (!known.acceptsToken(claim.sessionToken)) {
      throw unrecognized();
    }
    return known.caller();
  }

  private Credential known(UnverifiedSignature claim) {
    Credential known = credentials.get().find(claim.authorization.accessKeyId());
    if (known == null) {
      throw unrecognized();
    }
    return known;
  }

  /** The signature that the claim should have: 64 lower-case hexadecimal digits. */
  private byte[] signature(UnverifiedSignature claim, Credential credential, String bodyHash) {
    AuthorizationHeader authorization = claim.authorization;
    byte[] canonicalRequestHash =
        Digests.sha256(
            claim.canonicalHead.getBytes(StandardCharsets.ISO_8859_1),
            bodyHash.getBytes(StandardCharsets.ISO_8859_1));
    String textToSign =
        String.join(
            "\n",
            AuthorizationHeader.ALGORITHM,
            claim.amzDate,
            authorization.scope(),
            HEX.formatHex(canonicalRequestHash));
    byte[] signature =
        signingKeys.sign(credential, authorization.scopeDate(), authorization.region(), textToSign);
    return HEX.formatHex(signature).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void requireBodyHash(@Nullable String declared, byte[] bodySha256) {
    if (declared != null && !declared.equals(HEX.formatHex(bodySha256))) {
      throw new AuthException(
          AuthError.INVALID_SIGNATURE,
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
  }

  private static AuthException unrecognized() {
    return new AuthException(
        AuthError.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
  }
}
