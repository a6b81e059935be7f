package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.List;

/**
 * The canonical request of Signature Version 4 for every service but S3 (AWS General Reference,
 * "Create a signed AWS API request"), on text in which one character is one byte.
 */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /** Returns the canonical request without its last line, the hash of the body. */
  static String head(
      String method, RequestTarget target, HeaderFields headers, List<String> signedHeaders) {
    StringBuilder to = new StringBuilder(512);
    to.append(method).append('\n');
    // The client encodes the path for the wire, and once more for the signature.
    PercentEncoding.appendPath(to, target.path());
    to.append('\n');
    appendQuery(to, target.query());
    to.append('\n');
    for (String name : signedHeaders) {
      headers.appendCanonical(to, name);
    }
    return to.append('\n').append(String.join(";", signedHeaders)).append('\n').toString();
  }

  private static void appendQuery(StringBuilder to, String query) {
    if (query.isEmpty()) {
      return;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.add(
          new Parameter(PercentEncoding.normalize(key), PercentEncoding.normalize(value)));
    }
    parameters.sort(null);
    char separator = 0;
    for (Parameter parameter : parameters) {
      if (separator != 0) {
        to.append(separator);
      }
      to.append(parameter.key()).append('=').append(parameter.value());
      separator = '&';
    }
  }

  /** Ordered by encoded key, then by encoded value. */
  private record Parameter(String key, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : value.compareTo(other.value);
    }
  }
}
