package dev.patchbay.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SHA-256 and HMAC-SHA256. Each thread keeps an instance of both, because creating them takes as
 * long as using them; each use resets them.
 */
public final class Digests {
  static final String HMAC = "HmacSHA256";

  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(Digests::newSha256);
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Digests::newMac);

  private Digests() {}

  /** Returns the SHA-256 of the concatenated parts. */
  public static byte[] sha256(byte[]... parts) {
    MessageDigest digest = SHA256.get();
    digest.reset();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  static byte[] hmac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = MAC.get();
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every key is good for " + HMAC, e);
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(HMAC);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
