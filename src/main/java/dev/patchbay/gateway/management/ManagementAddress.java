package dev.patchbay.gateway.management;

import dev.patchbay.gateway.http.GatewayAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The connection that a request of a backend names.
 *
 * @param stage the stage in the address, which may differ from the stage of the connection
 * @param connectionId any text, decoded
 */
record ManagementAddress(GatewayAddress stage, String connectionId) {

  /** Some clients encode the at sign, and all of them the equals signs of an identifier. */
  private static final Pattern FORM =
      Pattern.compile("(/.{0,300})/(?:@|%40)connections/([^/]{1,256})");

  /**
   * Reads an address.
   *
   * @param stages says which stage a path names
   * @param path the path of the request, nothing decoded
   * @return nothing where it is not the address of a connection
   */
  static Optional<ManagementAddress> of(
      Function<String, Optional<GatewayAddress>> stages, String path) {
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? stages
            .apply(form.group(1))
            .map(stage -> new ManagementAddress(stage, decoded(form.group(2))))
        : Optional.empty();
  }

  /** Decodes percent escapes; a plus sign stays. A malformed escape makes no identifier. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
