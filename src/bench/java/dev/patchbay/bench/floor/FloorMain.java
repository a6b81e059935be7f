package dev.patchbay.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The process of a floor: one event loop, as the service has by default. */
public final class FloorMain {

  /** The floors; each makes its handler from an event loop's Vert.x and a Redis port. */
  public enum Floor {
    /** Floor (a). */
    BARE_JSON((vertx, redis) -> BareJson.handler(vertx)),
    /** Floor (b). */
    BARE_PATCH((vertx, redis) -> new BarePatch(vertx, redis, true, false)),
    /** Floor (b2): floor (b) without the throttle's script. */
    BARE_PATCH_UNTHROTTLED((vertx, redis) -> new BarePatch(vertx, redis, false, false)),
    /** Floor (b) that also parses, merges and writes JSON. */
    BARE_PATCH_MERGING((vertx, redis) -> new BarePatch(vertx, redis, true, true)),
    /** A GET on a connection from the pool. */
    BARE_GET_POOLED((vertx, redis) -> new BareGet(vertx, redis, false)),
    /** A GET on one connection that all requests share. */
    BARE_GET_SHARED((vertx, redis) -> new BareGet(vertx, redis, true)),
    /** Floor (a) of messages: a WebSocket that sends each message back. */
    BARE_ECHO((vertx, redis) -> BareWebSocket.echo()),
    /** Floor (b) of messages: a WebSocket that parses each message and renders a template. */
    BARE_RENDERING((vertx, redis) -> BareWebSocket.rendering()),
    /** Floor (c) of messages: a WebSocket that relays each message to a backend. */
    BARE_RELAY(BareWebSocket::relay),
    /** Floor (d) of messages: floor (c) that renders a template before and after the backend. */
    BARE_RENDERING_RELAY(BareWebSocket::renderingRelay),
    /** The backend of messages. */
    BARE_BACKEND((vertx, redis) -> BareWebSocket.backend());

    private final BiFunction<Vertx, Integer, Handler<HttpServerRequest>> handler;

    Floor(BiFunction<Vertx, Integer, Handler<HttpServerRequest>> handler) {
      this.handler = handler;
    }
  }

  private static final int START_SECONDS_MAX = 30;

  private FloorMain() {}

  /** Arguments: the floor, its port, the port of Redis or of the backend that it calls. */
  public static void main(String[] arguments) throws Exception {
    Floor floor = Floor.valueOf(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int behind = Integer.parseInt(arguments[2]);
    Vertx.vertx()
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return vertx
                    .createHttpServer(
                        new HttpServerOptions()
                            .setPerMessageWebSocketCompressionSupported(false)
                            .setPerFrameWebSocketCompressionSupported(false))
                    .requestHandler(floor.handler.apply(vertx, behind))
                    .listen(port, "127.0.0.1");
              }
            })
        .await(START_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
