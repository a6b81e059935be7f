package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.util.Set;
import java.util.TreeSet;

/** The media types of a body. */
final class ContentTypes {

  /** The second is what some clients of AWS send to services of another protocol. */
  private static final Set<String> JSON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    JSON.add("application/json");
    JSON.add("application/x-amz-json-1.1");
  }

  private ContentTypes() {}

  /**
   * Parameters are not looked at. The AWS SDK for Ruby (version 2) sends an empty header, which
   * says nothing.
   *
   * @throws ServiceException UNSUPPORTED_MEDIA_TYPE for anything but JSON
   */
  static void check(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    boolean absent = semicolon < 0 && type.isEmpty();
    if (!absent && !JSON.contains(type)) {
      throw new ServiceException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
    }
  }
}
