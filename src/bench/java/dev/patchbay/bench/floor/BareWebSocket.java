package dev.patchbay.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.BiConsumer;

/**
 * A WebSocket of Vert.x that answers each message on its event loop, with no limit and no route.
 */
final class BareWebSocket {

  private BareWebSocket() {}

  static Handler<HttpServerRequest> echo() {
    return handler(ServerWebSocket::writeTextMessage);
  }

  static Handler<HttpServerRequest> rendering() {
    Rendering rendering = new Rendering();
    return handler((socket, text) -> socket.writeTextMessage(rendering.of(text)));
  }

  /** Relays each message to a backend, and the answer of the backend to the client. */
  static Handler<HttpServerRequest> relay(Vertx vertx, int backend) {
    HttpClient client = vertx.createHttpClient();
    return handler(
        (socket, text) -> post(client, backend, text).onSuccess(socket::writeTextMessage));
  }

  /** The same with a rendering before the backend is called, and one after it. */
  static Handler<HttpServerRequest> renderingRelay(Vertx vertx, int backend) {
    HttpClient client = vertx.createHttpClient();
    Rendering rendering = new Rendering();
    return handler(
        (socket, text) ->
            post(client, backend, rendering.of(text))
                .onSuccess(answer -> socket.writeTextMessage(rendering.of(answer))));
  }

  /** Answers with the body of the request. */
  static Handler<HttpServerRequest> backend() {
    return request -> request.body().onSuccess(request.response()::end);
  }

  private static Future<String> post(HttpClient client, int port, String text) {
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", "/")
        .compose(request -> request.send(text))
        .compose(HttpClientResponse::body)
        .map(Buffer::toString);
  }

  private static Handler<HttpServerRequest> handler(BiConsumer<ServerWebSocket, String> answer) {
    return request -> {
      if (!request.canUpgradeToWebSocket()) {
        request.response().setStatusCode(404).end();
        return;
      }
      request
          .toWebSocket()
          .onSuccess(socket -> socket.textMessageHandler(text -> answer.accept(socket, text)));
    };
  }
}
