package dev.patchbay.gateway.jwt;

import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;

/**
 * A token in the compact form (RFC 7515, section 7.1), of which nothing is verified.
 *
 * @param signed the text that the signature is about
 */
record JsonWebToken(
    Map<String, Object> header, Map<String, Object> claims, String signed, Buffer signature) {

  private static final int PARTS = 3;

  /**
   * Reads a token.
   *
   * @throws InvalidTokenException where it is none
   */
  static JsonWebToken parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new InvalidTokenException("token contains an invalid number of segments");
    }
    return new JsonWebToken(
        members(parts[0]),
        members(parts[1]),
        parts[0] + "." + parts[1],
        Buffer.buffer(bytes(parts[2])));
  }

  private static Map<String, Object> members(String part) {
    byte[] bytes = bytes(part);
    try {
      return JsonReader.readAll(bytes);
    } catch (ServiceException e) {
      throw new InvalidTokenException("a part of the token is no JSON object");
    }
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("a part of the token is not base64url");
    }
  }

  /** A member of the header; empty where it is no text. */
  String headerText(String name) {
    return header.get(name) instanceof String text ? text : "";
  }
}
