package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The JSON that is sent. */
final class Bodies {

  static final int PATCH_BYTES = 200;
  static final int TEMPLATE_BYTES = 16 * 1024;

  /** Makes a stored response some 700 bytes long, a common size. */
  private static final int COMMON_TEMPLATE_BYTES = 400;

  private Bodies() {}

  /** The body of an update; two with different numbers have no value in common. */
  static byte[] patch(int number) {
    String body = "{" + patched(number);
    // The missing bytes go into the last value.
    String filled = body + "x".repeat(PATCH_BYTES - body.length() - 3) + "\"}}";
    return filled.getBytes(UTF_8);
  }

  private static String patched(int number) {
    return """
        "contentHandlingStrategy":"%s","templateSelectionExpression":"$kind-%d","responseParameters":\
        {"method.response.header.X-Kind":"integration.response.header.Kind-%d-"""
        .formatted(number % 2 == 0 ? "CONVERT_TO_TEXT" : "CONVERT_TO_BINARY", number, number);
  }

  static byte[] patchTemplate(int number) {
    return ("{\"responseTemplates\":{\"application/json\":\""
            + template(TEMPLATE_BYTES, number)
            + "\"}}")
        .getBytes(UTF_8);
  }

  /** The body of a creation; the response is then as {@link #patch} 0 leaves it. */
  static byte[] create(String key, boolean large) {
    String patch = new String(patch(0), UTF_8).substring(1);
    String body =
        "{\"integrationResponseKey\":\"/%s/\",\"responseTemplates\":{\"application/json\":\"%s\"},%s";
    return body.formatted(key, template(large ? TEMPLATE_BYTES : COMMON_TEMPLATE_BYTES, 0), patch)
        .getBytes(UTF_8);
  }

  private static String template(int bytes, int number) {
    String begin = "$input.path('$.kind-" + number + "') ";
    return begin + "t".repeat(bytes - begin.length());
  }
}
