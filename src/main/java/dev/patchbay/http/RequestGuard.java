package dev.patchbay.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/**
 * What every request meets first: its answer is stamped, and a path that is not in its normal form
 * names nothing.
 */
final class RequestGuard implements PlatformHandler {

  private final AnswerStamp stamp;

  RequestGuard(AnswerStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  public void handle(RoutingContext context) {
    stamp.put(context.response());
    if (!isNormal(context.request().path())) {
      throw ErrorHandler.unknownPath();
    }
    context.next();
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
