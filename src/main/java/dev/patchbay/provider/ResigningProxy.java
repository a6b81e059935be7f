package dev.patchbay.provider;

import dev.patchbay.auth.AuthException;
import dev.patchbay.auth.RequestHead;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests on to the service, each signed anew: what a verifier replays bears the signature
 * of an example, which nobody's key could have made now.
 */
final class ResigningProxy extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ResigningProxy.class);

  /**
   * Twice the largest body that the service can be set to take, so that it is the one to refuse.
   */
  private static final int BODY_BYTES_MAX = 32 * 1024 * 1024;

  /** Above what the service takes, for the same reason. */
  private static final int HEADER_BYTES_MAX = 64 * 1024;

  /** What belongs to one connection, and what the new signature replaces. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "authorization",
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token");

  private final String host;
  private final int port;
  private final URI service;
  private final Callers callers;
  private final Runnable requested;
  private final Runnable writeEnded;
  private volatile Callers.Who caller = Callers.Who.READ_WRITE;
  private @Nullable HttpServer server;

  /**
   * A gateway to one service.
   *
   * @param requested run when a request has come
   * @param writeEnded run when one that writes was answered and its caller has not seen that yet
   */
  ResigningProxy(
      String host,
      int port,
      URI service,
      Callers callers,
      Runnable requested,
      Runnable writeEnded) {
    this.host = host;
    this.port = port;
    this.service = service;
    this.callers = callers;
    this.requested = requested;
    this.writeEnded = writeEnded;
  }

  /** Who all requests come from, from now on. */
  void signAs(Callers.Who who) {
    caller = who;
  }

  /** The port it listens on, once it is deployed. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() {
    HttpClient passing =
        vertx.createHttpClient(new HttpClientOptions().setMaxHeaderSize(HEADER_BYTES_MAX));
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    .setMaxInitialLineLength(HEADER_BYTES_MAX)
                    .setMaxHeaderSize(HEADER_BYTES_MAX))
            .requestHandler(request -> receive(passing, request));
    server = listening;
    return listening.listen(port, host);
  }

  private void receive(HttpClient passing, HttpServerRequest request) {
    requested.run();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > BODY_BYTES_MAX) {
            request.connection().close();
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(
        ended ->
            pass(passing, request, body).onFailure(failure -> fail(request.response(), failure)));
  }

  private Future<Void> pass(HttpClient passing, HttpServerRequest request, Buffer body) {
    List<Map.Entry<String, String>> headers =
        request.headers().entries().stream()
            .filter(header -> !NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .toList();
    RequestOptions options =
        new RequestOptions()
            .setHost(service.getHost())
            .setPort(service.getPort())
            .setMethod(request.method())
            .setURI(request.uri());
    headers.forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    sign(request, headers, body).forEach(options::addHeader);
    return passing
        .request(options)
        .compose(
            onward -> {
              // A stream of changes ends with its reader.
              request.response().closeHandler(closed -> onward.reset());
              return send(onward, body);
            })
        .compose(answer -> answer(request, answer));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest onward, Buffer body) {
    return body.length() == 0 ? onward.send() : onward.send(body);
  }

  /** A request that cannot be signed goes on as it is, for the service to refuse. */
  private Map<String, String> sign(
      HttpServerRequest request, List<Map.Entry<String, String>> headers, Buffer body) {
    List<Map.Entry<String, String>> signed = new ArrayList<>(headers);
    signed.add(Map.entry("host", service.getAuthority()));
    try {
      return callers.sign(
          caller, new RequestHead(request.method().name(), request.uri(), signed), body.getBytes());
    } catch (AuthException unsignable) {
      return Map.of();
    }
  }

  private Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
    if (!request.method().name().equals("GET")) {
      writeEnded.run();
    }
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("connection") && !name.equalsIgnoreCase("keep-alive")) {
                response.headers().add(name, value);
              }
            });
    return answer.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || answer.headers().contains(HttpHeaders.CONTENT_LENGTH)
        ? answer.pipeTo(response)
        : answer.end().compose(ended -> response.end());
  }

  private static void fail(HttpServerResponse response, Throwable failure) {
    LOG.warn("A request was not passed on: {}", failure.toString());
    if (response.headWritten()) {
      response.reset();
    } else {
      response.setStatusCode(502).end();
    }
  }
}
