package dev.patchbay.auth;

import java.util.List;
import java.util.Map;

/**
 * The head of a request, as it was on the wire.
 *
 * @param method as sent, for example {@code PATCH}
 * @param target the raw path and query, nothing decoded, each byte one character (ISO-8859-1)
 * @param headers name and value of every field in the order of arrival, each byte of a value one
 *     character (ISO-8859-1), which is how Netty decodes them. An HTTP/2 {@code :authority} is
 *     given as {@code host}.
 */
public record RequestHead(
    String method, String target, List<? extends Map.Entry<String, String>> headers) {

  /** Leaves target and headers out, which may hold tokens. */
  @Override
  public String toString() {
    return "RequestHead[" + headers.size() + " headers]";
  }
}
