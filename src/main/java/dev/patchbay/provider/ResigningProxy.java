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
 * Forwards requests to the service with a new signature, because a verifier replays the signature
 * of an example, which is not valid.
 */
final class ResigningProxy extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ResigningProxy.class);

  /**
   * Twice the largest body that the service can be set to accept, so that the service refuses and
   * not the proxy.
   */
  private static final int BODY_BYTES_MAX = 32 * 1024 * 1024;

  /** More than the service accepts, for the same reason. */
  private static final int HEADER_BYTES_MAX = 64 * 1024;

  /** The end of the path of evaluations, which are posted and write nothing. */
  private static final String EVALUATIONS = "/evaluations";

  /** The headers of one connection, and the headers that the new signature replaces. */
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
  private final MessageEndpoint messages;
  private volatile Callers.Identity caller = Callers.Identity.READ_WRITE;
  private volatile @Nullable StatesEndpoint states;
  private @Nullable HttpServer server;

  /**
   * A proxy of one service.
   *
   * @param requested called for each request
   * @param writeEnded called for each answer of a write, before it is forwarded
   * @param messages answers requests for messages, which the service does not have
   */
  ResigningProxy(
      String host,
      int port,
      URI service,
      Callers callers,
      Runnable requested,
      Runnable writeEnded,
      MessageEndpoint messages) {
    this.host = host;
    this.port = port;
    this.service = service;
    this.callers = callers;
    this.requested = requested;
    this.writeEnded = writeEnded;
    this.messages = messages;
  }

  /** Lets the console change states, too, from now on. */
  void serveStates(StatesEndpoint endpoint) {
    states = endpoint;
  }

  /** Signs all further requests for this caller. */
  void signAs(Callers.Identity identity) {
    caller = identity;
  }

  /** Returns the port, once the proxy is deployed. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() {
    HttpClient client =
        vertx.createHttpClient(new HttpClientOptions().setMaxHeaderSize(HEADER_BYTES_MAX));
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    .setMaxInitialLineLength(HEADER_BYTES_MAX)
                    .setMaxHeaderSize(HEADER_BYTES_MAX))
            .requestHandler(request -> receive(client, request));
    server = listening;
    return listening.listen(port, host);
  }

  private void receive(HttpClient client, HttpServerRequest request) {
    StatesEndpoint endpoint = states;
    if (endpoint != null && StatesEndpoint.isAskedByConsole(request)) {
      endpoint.receive(request);
      return;
    }
    requested.run();
    BoundedBody.read(request, BODY_BYTES_MAX)
        .compose(
            body ->
                MessageEndpoint.isAskedBy(request)
                    ? messages.answer(vertx, request, body)
                    : pass(client, request, body))
        .onFailure(failure -> fail(request.response(), failure));
  }

  private Future<Void> pass(HttpClient client, HttpServerRequest request, Buffer body) {
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
    return client
        .request(options)
        .compose(
            onward -> {
              // The end of a subscriber ends the stream of changes.
              request.response().closeHandler(closed -> onward.reset());
              return send(onward, body);
            })
        .compose(answer -> answer(request, answer));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest onward, Buffer body) {
    return body.length() == 0 ? onward.send() : onward.send(body);
  }

  /** A request that cannot be signed is forwarded unchanged, so that the service refuses it. */
  private Map<String, String> sign(
      HttpServerRequest request, List<Map.Entry<String, String>> headers, Buffer body) {
    List<Map.Entry<String, String>> signed = new ArrayList<>(headers);
    signed.add(Map.entry("host", service.getAuthority()));
    try {
      return callers.sign(
          caller, new RequestHead(request.method().name(), request.uri(), signed), body.getBytes());
    } catch (AuthException ignored) {
      return Map.of();
    }
  }

  private Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
    if (!request.method().name().equals("GET") && !request.path().endsWith(EVALUATIONS)) {
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
    LOG.warn("A request was not forwarded: {}", failure.toString());
    if (response.headWritten()) {
      response.reset();
    } else {
      response.setStatusCode(502).end();
    }
  }
}
