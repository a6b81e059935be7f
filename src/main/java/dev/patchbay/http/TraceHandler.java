package dev.patchbay.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Tells the trace of a request which operation it is. */
record TraceHandler(OperationTrace trace, String operationName) implements PlatformHandler {

  @Override
  public void handle(RoutingContext context) {
    trace.named(operationName, context.response());
    context.next();
  }
}
