package dev.patchbay.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes of a reply. Immutable. */
public final class Payload {

  public static final Payload EMPTY = new Payload(new byte[0]);

  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;

  /** Decoded on the first call; threads that race decode the same. */
  private @Nullable String text;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Payload ofText(String text) {
    Payload payload = new Payload(text.getBytes(UTF_8));
    if (payload.bytes.length == text.length() && !hasSurrogate(text)) {
      payload.text = text;
    }
    return payload;
  }

  /** Whether a text has surrogates; an encoder replaces an unpaired one by a question mark. */
  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  public static Payload ofBytes(byte[] bytes) {
    return new Payload(bytes.clone());
  }

  /** The decoded bytes, or nothing where the text is not strict base64. */
  public static Optional<Payload> ofBase64(String text) {
    try {
      return Optional.of(new Payload(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public boolean isUtf8() {
    if (text().indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The text, in which U+FFFD stands for each malformed sequence. */
  public String text() {
    String known = text;
    if (known == null) {
      known = new String(bytes, UTF_8);
      text = known;
    }
    return known;
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
