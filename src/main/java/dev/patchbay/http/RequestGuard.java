package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * What every request meets first: an answer carries the request's identifier and the date, by which
 * SDKs correct their clocks, and a path that is not in its normal form names nothing. Belongs to
 * one event loop.
 */
final class RequestGuard implements PlatformHandler {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private long dateSecond;
  private String date = "";

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader(REQUEST_ID, UUID.randomUUID().toString());
    response.putHeader(HttpHeaders.DATE, date(System.currentTimeMillis() / 1000));
    if (!isNormal(context.request().path())) {
      throw new ServiceException(ErrorCode.UNKNOWN_OPERATION, "There is no such resource path");
    }
    context.next();
  }

  private String date(long second) {
    if (second != dateSecond) {
      dateSecond = second;
      date = HTTP_DATE.format(Instant.ofEpochSecond(second));
    }
    return date;
  }

  /**
   * Empty and dot segments would be folded away by the router, and so name what the caller did not
   * write.
   */
  private static boolean isNormal(String path) {
    return path != null
        && path.startsWith("/")
        && !path.contains("//")
        && !path.contains("/./")
        && !path.contains("/../")
        && !path.endsWith("/.")
        && !path.endsWith("/..")
        && (path.length() == 1 || !path.endsWith("/"));
  }
}
