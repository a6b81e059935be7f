package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.TreeSet;

/** The media types of a body. */
final class ContentTypes {

  /** Some AWS clients send the second type, which belongs to another protocol. */
  private static final Set<String> JSON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    JSON.add("application/json");
    JSON.add("application/x-amz-json-1.1");
  }

  private ContentTypes() {}

  /** Checks all media types of a request that has a body, as {@link #check(String)} does. */
  static void check(HttpServerRequest request, Buffer body) {
    if (body.length() > 0) {
      request.headers().getAll(HttpHeaders.CONTENT_TYPE).forEach(ContentTypes::check);
    }
  }

  /**
   * Parameters are ignored, and so is an empty header, which the AWS SDK for Ruby (version 2)
   * sends.
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
