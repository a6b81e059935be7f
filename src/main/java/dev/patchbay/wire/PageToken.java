package dev.patchbay.wire;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The opaque {@code nextToken}: the position after which a page starts, with a checksum over it and
 * the collection, so that a token that was altered or belongs to another collection is found out.
 * It guards against mistakes, not against forgery: a forged token shows nothing that GetAll would
 * not.
 */
final class PageToken {

  private static final int CHECKSUM_BYTES = 8;
  private static final int BYTES = Long.BYTES + CHECKSUM_BYTES;

  private PageToken() {}

  /** The token, 22 characters of base64url. */
  static String encode(ResourceCollection collection, long position) {
    byte[] bytes =
        ByteBuffer.allocate(BYTES).putLong(position).put(checksum(collection, position)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The position that a token holds.
   *
   * @throws ServiceException BAD_REQUEST when the token was not made for this collection
   */
  static long decode(ResourceCollection collection, String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length == BYTES) {
        long position = ByteBuffer.wrap(bytes).getLong();
        if (position >= 0 && encode(collection, position).equals(token)) {
          return position;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below like every other token that is not ours.
    }
    throw ServiceException.invalid(
        "nextToken", token, "the nextToken of the page before, from the same collection");
  }

  private static byte[] checksum(ResourceCollection collection, long position) {
    String subject =
        String.join(
            "\n",
            collection.accountId(),
            collection.type().typeName(),
            String.join("/", collection.parentPath()),
            Long.toString(position));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(CHECKSUM_BYTES).put(digest, 0, CHECKSUM_BYTES).array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
