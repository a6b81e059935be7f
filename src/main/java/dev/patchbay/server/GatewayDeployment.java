package dev.patchbay.server;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.gateway.GatewayVerticle;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The gateway of a service, where its settings ask for one. */
final class GatewayDeployment {

  private final Vertx vertx;
  private final ServiceConfig config;
  private final ServiceComponents components;
  private final List<GatewayVerticle> instances = new CopyOnWriteArrayList<>();
  private @Nullable String id;

  GatewayDeployment(Vertx vertx, ServiceConfig config, ServiceComponents components) {
    this.vertx = vertx;
    this.config = config;
    this.components = components;
  }

  /** Begins to listen, where the gateway has a port. */
  Future<?> deploy(EventLoopComponents parts, RedisMonitor monitor) {
    return ListenPort.ofGateway(config)
        .<Future<?>>map(port -> deploy(port, parts, monitor))
        .orElseGet(Future::succeededFuture);
  }

  private Future<?> deploy(ListenPort port, EventLoopComponents parts, RedisMonitor monitor) {
    GatewayVerticle.Shared shared = components.gateway(port.port());
    return port.explain(
            vertx.deployVerticle(
                () -> {
                  GatewayVerticle instance =
                      new GatewayVerticle(shared, loop -> parts.ofGateway(loop, monitor));
                  instances.add(instance);
                  return instance;
                },
                new DeploymentOptions().setInstances(config.eventLoops())))
        .onSuccess(deployed -> id = deployed);
  }

  Future<?> undeploy() {
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /** Returns what the endpoints of APIs begin with; empty where they have AWS's form. */
  Optional<String> endpoint() {
    if (config.gateway().url().isAws()) {
      return Optional.empty();
    }
    return config
        .gateway()
        .url()
        .address()
        .or(() -> address().map(uri -> uri.toString().replace("//0.0.0.0:", "//127.0.0.1:")));
  }

  /** Returns the address to which clients connect; empty where there is none. */
  Optional<URI> address() {
    return instances.stream()
        .findFirst()
        .map(
            instance ->
                ListenPort.address(
                    components.tlsFiles().isPresent() ? "wss" : "ws",
                    config.http().host(),
                    instance.port()));
  }
}
