package dev.patchbay.server;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.gateway.GatewayComponents;
import dev.patchbay.gateway.GatewayVerticle;
import dev.patchbay.gateway.redis.ReplicaVerticle;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.http.ConnectionCommands;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
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
  private final GatewayFactory factory;
  private final List<GatewayVerticle> instances = new CopyOnWriteArrayList<>();
  private @Nullable String id;
  private @Nullable String replicaId;
  private @Nullable ReplicaVerticle replica;
  private volatile Optional<ConnectionCommands> commands = Optional.empty();

  GatewayDeployment(Vertx vertx, ServiceConfig config, ServiceComponents components) {
    this.vertx = vertx;
    this.config = config;
    this.components = components;
    this.factory = new GatewayFactory(config, components);
  }

  /** Begins to listen, where the gateway has a port. */
  Future<?> deploy(EventLoopComponents parts, RedisMonitor monitor) throws IOException {
    Optional<ListenPort> port = ListenPort.ofGateway(config);
    if (port.isEmpty()) {
      return Future.succeededFuture();
    }
    LocalConnections local = new LocalConnections();
    ReplicaVerticle own =
        new ReplicaVerticle(
            place(),
            local,
            parts::registryNodes,
            factory.meters(),
            components.timing().nanoClock());
    return ListenPort.ofReplica(config)
        .orElseThrow()
        .explain(vertx.deployVerticle(own))
        .onSuccess(
            deployed -> {
              replicaId = deployed;
              replica = own;
              commands =
                  Optional.of(new GatewayCommands(own.registry(), config.account().accountId()));
              components.metrics().gateway().registered(own::registered);
            })
        .compose(
            deployed ->
                deploy(
                    port.get(),
                    factory.components(port.get().port(), local, own.registry()),
                    parts,
                    monitor))
        .onSuccess(
            deployed ->
                own.takeOver(
                    lost -> {
                      components.metrics().gateway().takenOver();
                      return instances.get(0).lost(lost);
                    }));
  }

  private Future<String> deploy(
      ListenPort port, GatewayComponents shared, EventLoopComponents parts, RedisMonitor monitor) {
    return port.explain(
            vertx.deployVerticle(
                () -> {
                  GatewayVerticle instance =
                      new GatewayVerticle(
                          shared,
                          loop ->
                              parts.ofGateway(loop, monitor, factory.backends(), factory.meters()));
                  instances.add(instance);
                  return instance;
                },
                new DeploymentOptions().setInstances(config.gateway().loops())))
        .onSuccess(deployed -> id = deployed);
  }

  /**
   * Other replicas cannot connect to a wildcard address, so the host's own address is announced.
   */
  private ReplicaVerticle.Place place() throws IOException {
    String host = config.http().host();
    boolean isEvery = InetAddress.getByName(host).isAnyLocalAddress();
    return new ReplicaVerticle.Place(
        host,
        config.gateway().replicaPort(),
        config
            .gateway()
            .replicaHost()
            .orElse(isEvery ? InetAddress.getLocalHost().getHostAddress() : host),
        config.account().accountId(),
        components.timing().beatMillis(),
        FileDescriptors.of(config).replicas());
  }

  /**
   * Closes the connections in the course of a delay, so that clients reconnect to other replicas.
   */
  void drain(long delaySeconds) {
    instances.forEach(instance -> instance.drain(delaySeconds));
  }

  /**
   * Ends the connections first, so that the registry learns of their ends; before that it takes no
   * more connections of other replicas over, whose ends could not run any more.
   */
  Future<?> undeploy() {
    Future<?> left = replica == null ? Future.succeededFuture() : replica.leaveOthers();
    return left.compose(alone -> undeploy(id)).compose(gone -> undeploy(replicaId));
  }

  private Future<Void> undeploy(@Nullable String deployed) {
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed);
  }

  /** Returns the commands to connections; empty where there is no gateway. Safe for all threads. */
  Optional<ConnectionCommands> commands() {
    return commands;
  }

  /** Returns the prefix of the endpoints of APIs; empty where they have AWS's form. */
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
