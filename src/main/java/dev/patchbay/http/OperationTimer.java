package dev.patchbay.http;

import dev.patchbay.metrics.ServiceMetrics;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Times one operation. */
record OperationTimer(ServiceMetrics metrics, String operationName) implements PlatformHandler {

  @Override
  public void handle(RoutingContext context) {
    long begun = System.nanoTime();
    context.addEndHandler(
        ended ->
            metrics.operationEnded(
                operationName, context.response().getStatusCode(), System.nanoTime() - begun));
    context.next();
  }
}
