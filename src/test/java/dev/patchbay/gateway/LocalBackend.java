package dev.patchbay.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A backend on a free port, whose paths say how it behaves. */
final class LocalBackend implements AutoCloseable {

  /** A request that it has received. */
  record Received(String method, String uri, MultiMap headers, String body) {}

  private static final int CHUNK_BYTES = 64 * 1024;

  /** One hundred mebibytes. */
  private static final int CHUNKS = 1_600;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final String scheme;

  /** The results of its Lambda functions, by name; functions named failing fail with it. */
  final Map<String, String> functions = new ConcurrentHashMap<>();

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  LocalBackend(HttpServerOptions options) throws Exception {
    scheme = options.isSsl() ? "https" : "http";
    server =
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0))
            .requestHandler(this::receive)
            .listen()
            .await(20, TimeUnit.SECONDS);
  }

  LocalBackend() throws Exception {
    this(new HttpServerOptions());
  }

  String uri(String path) {
    return scheme + "://127.0.0.1:" + server.actualPort() + path;
  }

  int port() {
    return server.actualPort();
  }

  Received next() throws InterruptedException {
    return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "no request");
  }

  int waiting() {
    return received.size();
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(
                  new Received(
                      request.method().name(),
                      request.uri(),
                      MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                      body.toString()));
              answer(request, body);
            });
  }

  private void answer(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    String path = request.path();
    if (path.equals("/hang")) {
      return;
    }
    if (path.startsWith("/2015-03-31/functions/")) {
      invoke(path.split("/", -1)[3], response);
      return;
    }
    switch (path) {
      case "/reset" -> request.connection().close();
      case "/cut" -> {
        response.putHeader("Content-Length", "100").write("x");
        request.connection().close();
      }
      case "/endless" -> {
        response.setChunked(true);
        write(response, CHUNKS);
      }
      case "/drip" -> {
        response.setChunked(true).write("x");
        vertx.setPeriodic(10, tick -> response.write("x"));
      }
      case "/redirect" ->
          response
              .setStatusCode(302)
              .putHeader("Location", "http://169.254.169.254/latest/meta-data")
              .end("moved");
      case "/bytes" -> response.end(Buffer.buffer(new byte[] {'a', (byte) 0xff, (byte) 0xfe}));
      default -> {
        if (path.startsWith("/long/")) {
          response.end("x".repeat(Integer.parseInt(path.substring("/long/".length()))));
          return;
        }
        if (path.startsWith("/status/")) {
          response.setStatusCode(Integer.parseInt(path.substring("/status/".length())));
        }
        response
            .putHeader("Content-Type", "text/plain")
            .putHeader("Set-Cookie", "a=b")
            .putHeader("Sec-WebSocket-Protocol", "p1")
            .end(body.length() == 0 ? Buffer.buffer("answer") : body);
      }
    }
  }

  private void invoke(String name, HttpServerResponse response) {
    if (name.equals("failing")) {
      response.putHeader("X-Amz-Function-Error", "Unhandled");
    }
    String result = functions.get(name);
    response.setStatusCode(result == null ? 404 : 200).end(result == null ? "{}" : result);
  }

  private static void write(HttpServerResponse response, int chunks) {
    if (chunks > 0 && !response.closed()) {
      response
          .write(Buffer.buffer(new byte[CHUNK_BYTES]))
          .onSuccess(written -> write(response, chunks - 1));
    }
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}
