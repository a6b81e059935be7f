package dev.patchbay.bench.floor;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Vert.x Web that reads the JSON of a PATCH and answers it. */
final class BareJson {

  private BareJson() {}

  static Handler<HttpServerRequest> handler(Vertx vertx) {
    Router router = Router.router(vertx);
    router
        .patch(
            "/v2/apis/:apiId/integrations/:integrationId/integrationresponses/:integrationResponseId")
        .handler(BodyHandler.create(false))
        .handler(context -> context.json(context.body().asJsonObject()));
    return router;
  }
}
