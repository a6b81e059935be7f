package dev.patchbay.provider;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
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

  private final String host;
  private final int port;
  private final URI service;
  private final URI gateway;
  private final Callers callers;
  private final Runnable requested;
  private final Runnable writeEnded;
  private final MessageEndpoint messages;
  private volatile Callers.Identity caller = Callers.Identity.READ_WRITE;
  private volatile @Nullable StatesEndpoint states;
  private @Nullable HttpServer server;

  /**
   * A proxy of one service and its gateway.
   *
   * @param requested called for each request
   * @param writeEnded called for each answer of a write, before it is forwarded
   * @param messages answers requests for messages, which the service does not have
   */
  ResigningProxy(
      String host,
      int port,
      URI service,
      URI gateway,
      Callers callers,
      Runnable requested,
      Runnable writeEnded,
      MessageEndpoint messages) {
    this.host = host;
    this.port = port;
    this.service = service;
    this.gateway = gateway;
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
    RequestForwarder toControlPlane =
        forwarder(client, service, SignedService.CONTROL_PLANE, writeEnded);
    RequestForwarder toGateway = forwarder(client, gateway, SignedService.GATEWAY, () -> {});
    HttpServer listening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    .setMaxInitialLineLength(HEADER_BYTES_MAX)
                    .setMaxHeaderSize(HEADER_BYTES_MAX))
            .requestHandler(
                request ->
                    receive(
                        SignedService.of(request.path()) == SignedService.GATEWAY
                            ? toGateway
                            : toControlPlane,
                        request));
    server = listening;
    return listening.listen(port, host);
  }

  private RequestForwarder forwarder(
      HttpClient client, URI address, SignedService signed, Runnable ended) {
    return new RequestForwarder(
        client, address, (head, body) -> callers.sign(caller, signed, head, body), ended);
  }

  private void receive(RequestForwarder forwarder, HttpServerRequest request) {
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
                    : forwarder.forward(request, body))
        .onFailure(failure -> fail(request.response(), failure));
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
