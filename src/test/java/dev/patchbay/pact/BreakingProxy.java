package dev.patchbay.pact;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Stands before the real service and breaks requests or answers, one way at a time. */
final class BreakingProxy implements AutoCloseable {

  private static final int START_SECONDS_MAX = 30;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final URI service;
  private final HttpServer server;
  private volatile Breakage breakage = Breakage.NONE;
  private volatile @Nullable Seen lastSeen;

  /** A request and its answer as the service made it. */
  record Seen(Message request, Message answer) {}

  /**
   * A request or an answer; breakages change copies.
   *
   * @param line method and path of a request, status of an answer
   */
  record Message(String line, MultiMap headers, Buffer body) {

    Message copy() {
      return new Message(
          line, MultiMap.caseInsensitiveMultiMap().addAll(headers), Buffer.buffer(body.getBytes()));
    }

    boolean sameAs(Message other) {
      return line.equals(other.line)
          && body.equals(other.body)
          && headers.entries().equals(other.headers.entries());
    }

    String method() {
      return line.substring(0, line.indexOf(' '));
    }

    String path() {
      return line.substring(line.indexOf(' ') + 1);
    }

    int status() {
      return Integer.parseInt(line);
    }
  }

  BreakingProxy(URI service) throws TimeoutException {
    this.service = service;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .compose(body -> pass(request, body))
                        .onFailure(f -> request.response().setStatusCode(599).end(f.toString())))
            .listen(0, "127.0.0.1")
            .await(START_SECONDS_MAX, TimeUnit.SECONDS);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** From now on. */
  void breakWith(Breakage next) {
    breakage = next;
  }

  /** The latest exchange, unbroken. */
  @Nullable Seen lastSeen() {
    return lastSeen;
  }

  private Future<Void> pass(HttpServerRequest incoming, Buffer body) {
    Message asked = new Message(incoming.method() + " " + incoming.uri(), incoming.headers(), body);
    Message request = breakage.request(asked.copy());
    RequestOptions onward =
        new RequestOptions()
            .setHost(service.getHost())
            .setPort(service.getPort())
            .setMethod(HttpMethod.valueOf(request.method()))
            .setURI(request.path())
            .setHeaders(withoutFraming(request.headers()));
    return client
        .request(onward)
        .compose(
            outgoing ->
                request.body().length() == 0 ? outgoing.send() : outgoing.send(request.body()))
        .compose(answered -> answered.body().map(content -> message(answered, content)))
        .compose(
            answer -> {
              lastSeen = new Seen(asked, answer);
              Message broken = breakage.answer(asked, answer.copy());
              incoming.response().setStatusCode(broken.status());
              incoming.response().headers().addAll(withoutFraming(broken.headers()));
              return incoming.response().end(broken.body());
            });
  }

  private static Message message(HttpClientResponse answered, Buffer content) {
    return new Message(
        String.valueOf(answered.statusCode()), withoutFraming(answered.headers()), content);
  }

  private static MultiMap withoutFraming(MultiMap headers) {
    return MultiMap.caseInsensitiveMultiMap()
        .addAll(headers)
        .remove("Content-Length")
        .remove("Transfer-Encoding")
        .remove("Connection")
        .remove("Host");
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(START_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
