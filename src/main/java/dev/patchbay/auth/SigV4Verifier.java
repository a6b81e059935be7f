package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies AWS Signature Version 4 in the header {@code Authorization}, as boto3, the AWS CLI and
 * the SDKs for JavaScript and Java send it, or in the query of a presigned URL. Two steps refuse
 * most hostile requests before their body is read: {@link #inspect} checks the head, {@link
 * #verify} the signature.
 *
 * <p>As at AWS there is no nonce: a request can be replayed while its date is valid. A cache of
 * used signatures would refuse retries, which have the same bytes within one second.
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

  /** A verifier for another service, such as {@code execute-api}. */
  public SigV4Verifier(String service, Supplier<Credentials> credentials, InstantSource clock) {
    this.policy = new HeadPolicy(service, clock);
    this.credentials = credentials;
    this.signingKeys = new SigningKeys(service);
  }

  /**
   * Checks the head: the form of target and headers, the signed headers, the scope, the date, and
   * whether the key exists. Identifiers of keys are not secret, so an unknown one is refused at
   * once.
   *
   * @return the input of {@link #verify}; nothing in it is verified
   * @throws AuthException when it is refused; the body need not be read
   */
  public UnverifiedSignature inspect(RequestHead head) {
    UnverifiedSignature signature = policy.inspect(head);
    known(signature);
    return signature;
  }

  /**
   * As {@link #inspect}, for a request that may have its signature in the query instead: browsers
   * cannot set the headers of a handshake. Every client that knows such a URL can use it until it
   * expires.
   */
  public UnverifiedSignature inspectPresignable(RequestHead head) {
    UnverifiedSignature signature = policy.inspectPresignable(head);
    known(signature);
    return signature;
  }

  /**
   * Verifies a signature with the body of the request.
   *
   * @param body the body as received; empty, not null, if there is none
   * @throws AuthException {@link AuthError#UNRECOGNIZED_CLIENT} for an unknown key or a wrong
   *     session token, {@link AuthError#INVALID_SIGNATURE} for a wrong signature or body
   */
  public Caller verify(UnverifiedSignature signature, byte[] body) {
    return verifyHash(signature, Digests.sha256(body));
  }

  /**
   * As {@link #verify}, for a body that was hashed while it was received.
   *
   * @param bodySha256 the SHA-256 of the body as received, 32 bytes
   */
  public Caller verifyHash(UnverifiedSignature signature, byte[] bodySha256) {
    Authorization authorization = signature.authorization;
    Credential known = known(signature);
    byte[] expected = signature(signature, known, HEX.formatHex(bodySha256));
    byte[] given = authorization.signature().getBytes(StandardCharsets.ISO_8859_1);
    if (!MessageDigest.isEqual(expected, given)) {
      throw new AuthException(
          AuthError.INVALID_SIGNATURE,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    requireBodyHash(signature.declaredBodyHash, bodySha256);
    if (!known.acceptsToken(signature.sessionToken)) {
      throw unrecognized();
    }
    return known.caller();
  }

  private Credential known(UnverifiedSignature signature) {
    Credential known = credentials.get().find(signature.authorization.accessKeyId());
    if (known == null) {
      throw unrecognized();
    }
    return known;
  }

  /** Returns the expected signature: 64 lower-case hexadecimal digits. */
  private byte[] signature(UnverifiedSignature signature, Credential credential, String bodyHash) {
    Authorization authorization = signature.authorization;
    byte[] canonicalRequestHash =
        Digests.sha256(
            signature.canonicalHead.getBytes(StandardCharsets.ISO_8859_1),
            bodyHash.getBytes(StandardCharsets.ISO_8859_1));
    String textToSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            signature.amzDate,
            authorization.scope(),
            HEX.formatHex(canonicalRequestHash));
    byte[] expected =
        signingKeys.sign(credential, authorization.scopeDate(), authorization.region(), textToSign);
    return HEX.formatHex(expected).getBytes(StandardCharsets.ISO_8859_1);
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
