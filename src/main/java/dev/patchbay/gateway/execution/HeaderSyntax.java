package dev.patchbay.gateway.execution;

import dev.patchbay.gateway.event.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The syntax of headers whose names and values come from clients, functions and mappings. */
public final class HeaderSyntax {

  /** A token (RFC 9110, section 5.6.2). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  /** No character of a value may end the header. */
  private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

  private HeaderSyntax() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether HTTP can have a header. */
  public static boolean isHeader(String name, String value) {
    return isName(name) && VALUE.matcher(value).matches();
  }

  /**
   * Refuses a mapped header that HTTP cannot have.
   *
   * @throws IntegrationException INTERNAL
   */
  public static void require(String name, String value) {
    if (!isHeader(name, value)) {
      throw new IntegrationException(
          GatewayError.INTERNAL, "the mapped header " + name + " has a name or a value of none");
    }
  }

  /** Encodes a value: each byte of UTF-8 is sent as one character. */
  public static String encoded(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
