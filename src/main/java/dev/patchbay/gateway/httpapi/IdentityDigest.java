package dev.patchbay.gateway.httpapi;

import dev.patchbay.auth.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of the values by which a client identifies itself: of any length, they take little
 * memory, and no secret is kept.
 */
final class IdentityDigest {

  private IdentityDigest() {}

  /** Returns different texts for different lists. */
  static String of(List<String> values) {
    List<byte[]> parts = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      parts.add(bytes);
    }
    return HexFormat.of().formatHex(Digests.sha256(parts.toArray(byte[][]::new)));
  }
}
