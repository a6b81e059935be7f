package dev.patchbay.gateway;

import dev.patchbay.gateway.http.GatewayHosts;
import dev.patchbay.gateway.http.HostAddresses;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.httpapi.HttpApiRequests;
import dev.patchbay.gateway.management.ManagementRequests;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;

/** Dispatches the requests of backends and of clients by their addresses. Of one event loop. */
final class GatewayRequests {

  private final GatewayHosts hosts;
  private final ManagementRequests management;
  private final Handshake handshake;
  private final HttpApiRequests httpApis;
  private final BooleanSupplier draining;

  /**
   * The requests of one event loop.
   *
   * @param draining whether new clients are refused
   */
  GatewayRequests(
      GatewayHosts hosts,
      ManagementRequests management,
      Handshake handshake,
      HttpApiRequests httpApis,
      BooleanSupplier draining) {
    this.hosts = hosts;
    this.management = management;
    this.handshake = handshake;
    this.httpApis = httpApis;
    this.draining = draining;
  }

  /** Answers a request. */
  void handle(HttpServerRequest request, Handshake.Accepted accepted) {
    String host = String.valueOf(request.getHeader(HttpHeaders.HOST));
    Future<HostAddresses> stages = hosts.find(host, request.path());
    if (stages.isComplete() && stages.succeeded()) {
      handle(request, stages.result(), accepted);
      return;
    }
    request.pause();
    stages
        .onSuccess(
            found -> {
              if (!handle(request, found, accepted)) {
                return;
              }
              request.resume();
            })
        .onFailure(failure -> HttpAnswer.unavailable(request));
  }

  /** Whether it is of a backend, whose body is read. */
  private boolean handle(
      HttpServerRequest request, HostAddresses stages, Handshake.Accepted accepted) {
    if (management.handle(request, stages)) {
      return true;
    }
    if (!request.canUpgradeToWebSocket()) {
      stages
          .http(request.path())
          .ifPresentOrElse(
              address -> httpApis.handle(request, address), () -> HttpAnswer.forbid(request));
    } else if (draining.getAsBoolean()) {
      HttpAnswer.unavailable(request);
    } else {
      handshake.handle(request, stages, accepted);
    }
    return false;
  }
}
