package dev.patchbay.http;

import io.vertx.core.http.HttpServerResponse;

/** Receives the operation of a request, on the event loop of the request. */
public interface OperationTrace {

  /**
   * The routing is done.
   *
   * @param operation AWS's name of it
   * @param response without a head yet
   */
  void named(String operation, HttpServerResponse response);
}
