package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.PendingBytes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;

/**
 * Sends requests to backends, on pooled connections. It follows no redirects and never repeats a
 * request. Belongs to one event loop.
 */
final class HttpBackend {

  private final Vertx vertx;
  private final HttpClient client;
  private final HostNames hosts;
  private final int callsMax;
  private final PendingBytes pending;
  private int calls;

  HttpBackend(Vertx vertx, HttpClient client, HostNames hosts, int callsMax, PendingBytes pending) {
    this.vertx = vertx;
    this.client = client;
    this.hosts = hosts;
    this.callsMax = callsMax;
    this.pending = pending;
  }

  /**
   * Sends a request.
   *
   * @return the answer, whatever its status; fails with {@link IntegrationException} only
   */
  Future<BackendReply> send(BackendRequest request) {
    if (calls >= callsMax) {
      return Future.failedFuture(
          new IntegrationException(GatewayError.TOO_MANY_REQUESTS, "too many backends are called"));
    }
    calls++;
    HttpCall call = new HttpCall(vertx, request, pending);
    hosts
        .find(request.uri().host())
        .compose(
            address ->
                call.isOver()
                    ? Future.failedFuture("its time is over")
                    : client.request(options(request, address)))
        .onComplete(call::send, call::fail);
    return call.reply().onComplete(ended -> calls--);
  }

  private static RequestOptions options(BackendRequest request, InetAddress address) {
    BackendUri uri = request.uri();
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(uri.port(), address.getHostAddress()))
        .setHost(uri.host())
        .setPort(uri.port())
        .setSsl(uri.isTls())
        .setMethod(HttpMethod.valueOf(request.method()))
        .setURI(uri.target())
        .setConnectTimeout(request.timeoutMillis());
  }
}
