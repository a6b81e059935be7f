package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.testkit.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A service in front of another one, which it forwards to and whose answers it changes. */
final class ChangedAnswers implements AutoCloseable {

  /** Changes the answer to a request, or returns it as it is. */
  @FunctionalInterface
  interface Change {
    Http.Answer of(String method, String path, Http.Answer answer) throws IOException;
  }

  private final HttpServer server;
  private final Http service;
  private final Change change;

  private ChangedAnswers(HttpServer server, URI service, Change change) {
    this.server = server;
    this.service = new Http(service);
    this.change = change;
  }

  static ChangedAnswers of(URI service, Change change) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ChangedAnswers answers = new ChangedAnswers(server, service, change);
    server.createContext("/", answers::forward);
    server.start();
    return answers;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void forward(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String target = exchange.getRequestURI().toString();
    Http.Answer answer =
        service.send(
            exchange.getRequestMethod(),
            target,
            body.isEmpty() ? null : body,
            "Content-Type",
            "application/json");
    Http.Answer changed = change.of(exchange.getRequestMethod(), target, answer);
    for (Map.Entry<String, List<String>> header : changed.headers().entrySet()) {
      if (!header.getKey().toLowerCase(Locale.ROOT).matches(":.*|content-length|date")) {
        exchange.getResponseHeaders().put(header.getKey(), header.getValue());
      }
    }
    byte[] bytes = changed.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(changed.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
