package dev.patchbay.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Draws the identifiers of connections, and checks whether a text can be one: AWS answers 410 for
 * the identifier of a connection that has ended and 400 for any other text. The last bytes of an
 * identifier are a checksum of the others and of the API, so that every replica can check it, also
 * after a restart. Safe for all threads.
 */
public final class ConnectionIds {

  /** Nobody guesses eighty random bits. */
  private static final int RANDOM_BYTES = 10;

  /** One text in sixteen million is taken for a connection that is gone. */
  private static final int CHECKSUM_BYTES = 3;

  /** Thirteen bytes in base64, as AWS's identifiers are. */
  private static final int LENGTH = 20;

  private final SecureRandom random;

  public ConnectionIds(SecureRandom random) {
    this.random = random;
  }

  public String next(String apiId) {
    byte[] drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    return text(drawn, apiId);
  }

  /** Whether a text is the identifier of a connection of an API, present or past. */
  public static boolean isIssued(String text, String apiId) {
    if (text.length() != LENGTH) {
      return false;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return text(Arrays.copyOf(bytes, RANDOM_BYTES), apiId).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String text(byte[] drawn, String apiId) {
    CRC32C checksum = new CRC32C();
    checksum.update(drawn);
    checksum.update(apiId.getBytes(UTF_8));
    byte[] bytes = Arrays.copyOf(drawn, RANDOM_BYTES + CHECKSUM_BYTES);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      bytes[RANDOM_BYTES + i] = (byte) (checksum.getValue() >> (Byte.SIZE * i));
    }
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
