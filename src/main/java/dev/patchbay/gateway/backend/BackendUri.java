package dev.patchbay.gateway.backend;

import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a backend.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param target the path and the query
 */
record BackendUri(boolean isTls, String host, int port, String target) {

  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?"
              + "(/[^?#]*)?(\\?[^#]*)?(?:#.*)?",
          Pattern.CASE_INSENSITIVE);

  /** A stage variable, or a parameter of the path. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}|\\{([^{}]+)}");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int PORT_MAX = 65_535;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * Fills in the placeholders of a URI; an unknown one is empty, as at AWS.
   *
   * @param path the values of its parameters, which are encoded: a client may choose them
   */
  static String expand(String uri, Map<String, String> stageVariables, Map<String, String> path) {
    return expand(uri, stageVariables, name -> segment(path.getOrDefault(name, "")));
  }

  /**
   * Fills in the placeholders of a URI.
   *
   * @param path gives the text of a parameter of the path, encoded
   */
  static String expand(String uri, Map<String, String> stageVariables, UnaryOperator<String> path) {
    return uri.indexOf('{') < 0
        ? uri
        : PLACEHOLDER
            .matcher(uri)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) == null
                            ? path.apply(found.group(2))
                            : stageVariables.getOrDefault(found.group(1), "")));
  }

  /** A segment of a path, in which nothing of a client can lead elsewhere. */
  static String segment(String value) {
    if (value.equals(".") || value.equals("..")) {
      throw new IntegrationException(GatewayError.INTERNAL, "a parameter of the path is " + value);
    }
    return encoded(value);
  }

  /**
   * Reads a URI.
   *
   * @param query the values of parameters that are added
   * @throws IntegrationException where it is none of HTTP
   */
  static BackendUri of(String uri, Map<String, String> query) {
    Matcher parts = FORM.matcher(uri);
    if (!parts.matches()) {
      throw new IntegrationException(GatewayError.INTERNAL, "no address of HTTP: " + uri);
    }
    boolean isTls = parts.group(1).toLowerCase(Locale.ROOT).equals("https");
    int port =
        Optional.ofNullable(parts.group(3))
            .map(Integer::parseInt)
            .orElse(isTls ? HTTPS_PORT : HTTP_PORT);
    if (port < 1 || port > PORT_MAX) {
      throw new IntegrationException(GatewayError.INTERNAL, "no port of TCP: " + uri);
    }
    String host = parts.group(2);
    StringBuilder target = new StringBuilder();
    appendVisible(Optional.ofNullable(parts.group(4)).orElse("/"), target);
    appendVisible(Optional.ofNullable(parts.group(5)).orElse(""), target);
    query.forEach(
        (name, value) ->
            target
                .append(target.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return new BackendUri(
        isTls,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        target.toString());
  }

  /** Returns an address with a further path and query. */
  static String joined(String address, String target) {
    return address.replaceFirst("/+$", "") + target;
  }

  /** The same with a path, encoded, below its own. */
  BackendUri below(String path) {
    int query = target.indexOf('?');
    String own = query < 0 ? target : target.substring(0, query);
    return path.isEmpty()
        ? this
        : new BackendUri(
            isTls, host, port, joined(own, "/" + path) + target.substring(own.length()));
  }

  /** The same with another path, of which what a request line cannot have is encoded. */
  BackendUri withPath(String path) {
    int query = target.indexOf('?');
    StringBuilder other = new StringBuilder(path.startsWith("/") ? "" : "/");
    appendVisible(path.replace("?", "%3F").replace("#", "%23"), other);
    return new BackendUri(isTls, host, port, other + (query < 0 ? "" : target.substring(query)));
  }

  /** The same with a further query, whose values are encoded. */
  BackendUri withQuery(String query) {
    StringBuilder longer = new StringBuilder(target);
    if (!query.isEmpty()) {
      longer.append(target.indexOf('?') < 0 ? '?' : '&');
      appendVisible(query, longer);
    }
    return new BackendUri(isTls, host, port, longer.toString());
  }

  /** The host as the header Host has it. */
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (isTls ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }

  /** Appends a text, and encodes the characters that a request line cannot have. */
  private static void appendVisible(String text, StringBuilder to) {
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each < 0x7f && "\"<>\\^`{|}".indexOf(each) < 0) {
        to.append((char) each);
      } else {
        to.append('%').append(HEX.toHexDigits(each));
      }
    }
  }

  /** A text of which only unreserved characters (RFC 3986) are left. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each > 0 && (Character.isLetterOrDigit(each) || "-._~".indexOf(each) >= 0)) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }
}
