package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The opaque {@code nextToken}: the identifier after which a page starts, behind a checksum over it
 * and the collection, which reveals a token that was altered or belongs to another collection. It
 * guards against mistakes, not against forgery: a forged token shows nothing that GetAll would not.
 */
final class PageToken {

  private static final int CHECKSUM_BYTES = 8;

  /** Longer than the token of the longest identifier, and short enough to be decoded by anybody. */
  private static final int LENGTH_MAX = 1_024;

  private PageToken() {}

  /** The token in base64url; 20 characters for an identifier of seven. */
  static String encode(ResourceCollection collection, String id) {
    byte[] idBytes = id.getBytes(UTF_8);
    byte[] bytes = Arrays.copyOf(checksum(collection, id), CHECKSUM_BYTES + idBytes.length);
    System.arraycopy(idBytes, 0, bytes, CHECKSUM_BYTES, idBytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The identifier that a token holds.
   *
   * @throws ServiceException BAD_REQUEST when the token was not made for this collection
   */
  static String decode(ResourceCollection collection, String token) {
    if (token.length() <= LENGTH_MAX) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        if (bytes.length > CHECKSUM_BYTES) {
          String id = new String(bytes, CHECKSUM_BYTES, bytes.length - CHECKSUM_BYTES, UTF_8);
          if (encode(collection, id).equals(token)) {
            return id;
          }
        }
      } catch (IllegalArgumentException notBase64) {
        // Answered below like every other token that is not ours.
      }
    }
    throw ServiceException.invalid(
        "nextToken", token, "the nextToken of the page before, from the same collection");
  }

  private static byte[] checksum(ResourceCollection collection, String id) {
    String subject =
        String.join(
            "\n",
            collection.accountId(),
            collection.type().typeName(),
            String.join("/", collection.parentPath()),
            id);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(UTF_8));
      return Arrays.copyOf(digest, CHECKSUM_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
