package dev.patchbay.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Names a content by its bytes. */
public final class ContentHash {

  private ContentHash() {}

  /** The SHA-256 of members as they are stored, in lower-case hexadecimal digits. */
  public static String of(Map<String, Object> members) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(ResourceCodec.encode(members));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
