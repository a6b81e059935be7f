package dev.patchbay.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A request as a client could build it, before it is signed. */
@SuppressWarnings("ArrayRecordComponent")
record RandomRequest(RequestHead head, byte[] body) {
  private static final String[] METHODS = {"GET", "POST", "PATCH", "DELETE", "PUT"};
  private static final String[] PIECES = {
    "a",
    "Z",
    "0",
    "9",
    "-",
    ".",
    "_",
    "~",
    " ",
    "+",
    "%",
    "/",
    "$",
    "&",
    "=",
    "?",
    "#",
    "\u00e9",
    "\u65e5",
    "\ud83d\ude00",
    "'",
    "(",
    "*",
    ",",
    ":",
    ";",
    "@",
    "!",
    "\"",
    "<",
    "\\",
    "|"
  };
  private static final String VALUE = "abcXYZ019 \t,;=\"'/()<>@";

  RandomRequest(Random random) {
    this(head(random), body(random));
  }

  private static RequestHead head(Random random) {
    StringBuilder target = new StringBuilder("/v2");
    for (int i = random.nextInt(6); i >= 0; i--) {
      target.append('/').append(segment(random));
    }
    char separator = '?';
    for (int i = random.nextInt(5); i > 0; i--) {
      target.append(separator).append(encoded(random, 1)).append('=').append(encoded(random, 0));
      separator = '&';
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Content-Type", "application/json"));
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add(Map.entry("X-Note-" + random.nextInt(3), value(random)));
    }
    return new RequestHead(METHODS[random.nextInt(METHODS.length)], target.toString(), headers);
  }

  private static byte[] body(Random random) {
    byte[] body = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(512)];
    random.nextBytes(body);
    return body;
  }

  /** Never a dot segment: a client's signer would normalise it away. */
  private static String segment(Random random) {
    String segment = encoded(random, 1);
    return segment.equals(".") || segment.equals("..") ? "x" : segment;
  }

  private static String encoded(Random random, int lengthMin) {
    StringBuilder encoded = new StringBuilder();
    for (int i = random.nextInt(8) + lengthMin; i > 0; i--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
        boolean plain = Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0;
        encoded.append(
            plain ? String.valueOf((char) b) : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      value.append(VALUE.charAt(random.nextInt(VALUE.length())));
    }
    return value.toString();
  }
}
