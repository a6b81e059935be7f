package dev.patchbay.server;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.http.ControlPlaneComponents;
import dev.patchbay.http.ControlPlaneVerticle;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The control plane of a service, with an instance on each event loop. */
final class ControlPlaneDeployment {

  private final Vertx vertx;
  private final ServiceConfig config;
  private final ServiceComponents components;
  private final List<ControlPlaneVerticle> instances = new CopyOnWriteArrayList<>();
  private @Nullable String id;

  ControlPlaneDeployment(Vertx vertx, ServiceConfig config, ServiceComponents components) {
    this.vertx = vertx;
    this.config = config;
    this.components = components;
  }

  /**
   * Begins to listen.
   *
   * @param gateway which begins to listen afterwards
   */
  Future<?> deploy(GatewayDeployment gateway, EventLoopComponents parts, RedisMonitor monitor) {
    ControlPlaneComponents shared = components.controlPlane(gateway::endpoint, gateway::commands);
    return ListenPort.ofControlPlane(config.http())
        .explain(
            vertx.deployVerticle(
                () -> {
                  ControlPlaneVerticle instance =
                      new ControlPlaneVerticle(
                          shared, loop -> parts.of(loop, monitor, components::throttled));
                  instances.add(instance);
                  return instance;
                },
                new DeploymentOptions().setInstances(config.eventLoops())))
        .onSuccess(deployed -> id = deployed);
  }

  /** Lets the health of the service watch the lag of each event loop. */
  void watchLag() {
    instances.forEach(instance -> components.health().watch(instance.lag()));
  }

  /** Marks the next answer on each connection as the last one. */
  Future<?> drain() {
    return Future.all(instances.stream().map(ControlPlaneVerticle::drain).toList());
  }

  Future<?> undeploy() {
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /** Returns the address for requests of operations. */
  URI address() {
    return ListenPort.address(
        components.tlsFiles().isPresent() ? "https" : "http",
        config.http().host(),
        instances.get(0).port());
  }
}
