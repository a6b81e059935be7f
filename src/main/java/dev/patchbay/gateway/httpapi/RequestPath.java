package dev.patchbay.gateway.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The path of a request below its stage.
 *
 * @param text decoded, as AWS hands it on
 * @param segments each decoded by itself, so that an encoded slash separates nothing
 */
record RequestPath(String text, List<String> segments) {

  /**
   * Decodes a path that begins with a slash.
   *
   * @return nothing where an escape is broken, or a segment leads elsewhere
   */
  static Optional<RequestPath> of(String path) {
    try {
      List<String> segments =
          Stream.of(path.substring(1).split("/", -1)).map(RequestPath::decoded).toList();
      return segments.contains(".") || segments.contains("..")
          ? Optional.empty()
          : Optional.of(new RequestPath("/" + String.join("/", segments), segments));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A plus sign is itself in a path. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
