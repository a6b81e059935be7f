package dev.patchbay.gateway;

import dev.patchbay.gateway.http.GatewayAddress;
import dev.patchbay.gateway.http.GatewayHosts;
import dev.patchbay.gateway.http.HttpAnswer;
import dev.patchbay.gateway.management.ManagementRequests;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Dispatches the requests of backends and the handshakes of clients by their addresses. Of one
 * event loop.
 */
final class GatewayRequests {

  private final GatewayHosts hosts;
  private final ManagementRequests management;
  private final Handshake handshake;
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
      BooleanSupplier draining) {
    this.hosts = hosts;
    this.management = management;
    this.handshake = handshake;
    this.draining = draining;
  }

  /** Answers a request. */
  void handle(HttpServerRequest request, Handshake.Accepted accepted) {
    String host = String.valueOf(request.getHeader(HttpHeaders.HOST));
    Future<Function<String, Optional<GatewayAddress>>> stages = hosts.find(host, request.path());
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
      HttpServerRequest request,
      Function<String, Optional<GatewayAddress>> stages,
      Handshake.Accepted accepted) {
    if (management.handle(request, stages)) {
      return true;
    }
    if (draining.getAsBoolean()) {
      HttpAnswer.unavailable(request);
    } else {
      handshake.handle(request, stages, accepted);
    }
    return false;
  }
}
