package dev.patchbay.http;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;
import java.util.Map;

/**
 * Checks the conformance of every request to HTTP, before any other handler of it, and stamps its
 * answer. Ambiguous framing is refused (RFC 9112, sections 3 and 6), and a path that is not in its
 * normal form is unknown.
 */
final class HttpConformanceHandler implements PlatformHandler {

  private static final int HEADERS_MAX = Limit.REQUEST_HEADER_COUNT.intValue();

  private final AnswerStamp stamp;

  HttpConformanceHandler(AnswerStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    stamp.put(context.response());
    if (request.version() == null) {
      throw badRequest("The only versions of HTTP here are 1.0 and 1.1, and 2 over TLS");
    }
    checkTarget(request);
    if (request.version() != HttpVersion.HTTP_2) {
      checkHost(request);
      checkTransferEncoding(request);
    }
    checkHeaders(request.headers());
    // The console's page is the one path that ends with a slash.
    if (!isNormal(request.path()) && !ConsoleRoutes.PATH.equals(request.path())) {
      throw ErrorHandler.unknownPath();
    }
    context.next();
  }

  private static void checkTarget(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.CONNECT)) {
      throw new ServiceException(ErrorCode.METHOD_NOT_ALLOWED, "This service is not a proxy");
    }
    String target = request.uri();
    if (!target.startsWith("/")) {
      throw badRequest("The request target must be a path: a host in it would be a second one");
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#' || (c == '%' && !isEscape(target, i))) {
        throw badRequest("The request target holds a character that must be percent-encoded");
      }
    }
  }

  private static boolean isEscape(String target, int at) {
    return at + 2 < target.length()
        && Character.digit(target.charAt(at + 1), 16) >= 0
        && Character.digit(target.charAt(at + 2), 16) >= 0;
  }

  private static void checkHost(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    boolean mayLack = request.version() == HttpVersion.HTTP_1_0;
    if (hosts.size() > 1 || (hosts.isEmpty() && !mayLack)) {
      throw badRequest("The header Host must come once");
    }
    if (!hosts.isEmpty() && !HostHeader.isHost(hosts.get(0).trim())) {
      throw badRequest("The header Host is not a host and a port");
    }
  }

  private static void checkTransferEncoding(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return;
    }
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean chunkedOnce = codings.size() == 1 && codings.get(0).trim().equalsIgnoreCase("chunked");
    if (!chunkedOnce
        || request.version() == HttpVersion.HTTP_1_0
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      throw badRequest(
          "The only transfer coding is chunked, once, in HTTP/1.1 and without Content-Length");
    }
  }

  private static void checkHeaders(MultiMap headers) {
    int count = 0;
    for (Map.Entry<String, String> header : headers) {
      if (++count > HEADERS_MAX) {
        throw badRequest("There are more than " + HEADERS_MAX + " headers");
      }
      if (!isToken(header.getKey())) {
        throw badRequest("The name of a header is not a token");
      }
      String value = header.getValue();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if ((c < ' ' && c != '\t') || c == 0x7f) {
          throw badRequest("A header holds a control character");
        }
      }
    }
  }

  /** RFC 9110, section 5.6.2. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!HostHeader.isLetterOrDigit(c) && c != '-' && "!#$%&'*+.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /**
   * The router would remove empty and dot segments, so the path would name another resource than
   * the caller wrote.
   */
  static boolean isNormal(String path) {
    if (path == null || !path.startsWith("/")) {
      return false;
    }
    if (path.length() == 1) {
      return true;
    }
    int start = 1;
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
      if (isEmptyOrDots(path, start, slash)) {
        return false;
      }
      start = slash + 1;
    }
    return !isEmptyOrDots(path, start, path.length());
  }

  /** Whether a segment is empty or one dot or two, each written as such or as {@code %2e}. */
  private static boolean isEmptyOrDots(String path, int start, int end) {
    int dots = 0;
    int i = start;
    while (i < end && dots <= 2) {
      int length = path.charAt(i) == '.' ? 1 : 3;
      if (length == 3 && !path.regionMatches(true, i, "%2e", 0, length)) {
        return false;
      }
      i += length;
      dots++;
    }
    return i == end && dots <= 2;
  }
}
