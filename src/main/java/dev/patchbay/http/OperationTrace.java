package dev.patchbay.http;

import io.vertx.core.http.HttpServerResponse;

/** Is told which operation a request turned out to be, on the request's event loop. */
public interface OperationTrace {

  /**
   * The routing is done.
   *
   * @param operation AWS's name of it
   * @param response without a head yet
   */
  void named(String operation, HttpServerResponse response);
}
