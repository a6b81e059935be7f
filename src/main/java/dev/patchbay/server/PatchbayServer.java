package dev.patchbay.server;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.http.ManagementVerticle;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.store.redis.topology.RedisTopology;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The service: builds its components, starts them in order and stops them in reverse order. */
public final class PatchbayServer implements AutoCloseable {

  /*
   * The handler of Vert.x for WebSockets answers unknown versions of HTTP with a bare 501 before any other handler runs. The gateway upgrades its requests without it.
   *
   * The events of Netty's allocator for Java Flight Recorder take a tenth of a start. Set the property to true to record them.
   */
  static {
    System.setProperty("vertx.disableWebsockets", "true");
    System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
  }

  /** Binding sockets takes milliseconds; a start that hangs must fail with a message. */
  private static final int START_SECONDS_MAX = 30;

  private final ServiceConfig config;
  private final ServiceTiming timing;
  private final ServiceComponents components;
  private final Vertx vertx;
  private final ControlPlaneDeployment controlPlane;
  private final ManagementVerticle management;
  private final GatewayDeployment gateway;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private Optional<EmbeddedRedis> embedded = Optional.empty();

  /** A service that is not started. */
  PatchbayServer(ServiceComponents components, ServiceConfig config, ServiceTiming timing) {
    this.components = components;
    this.config = config;
    this.timing = timing;
    VertxBuilder builder = Vertx.builder();
    components.tracing().ifPresent(traced -> builder.withTracer(traced.vertxTracer()));
    this.vertx = builder.build();
    this.management =
        new ManagementVerticle(
            config.http().host(),
            config.http().managementPort(),
            components.metrics(),
            components.health());
    this.controlPlane = new ControlPlaneDeployment(vertx, config, components);
    this.gateway = new GatewayDeployment(vertx, config, components);
  }

  /**
   * Starts everything and returns when requests are answered. Blocks; not for an event loop.
   *
   * @throws Exception naming the component that could not be started; all others are stopped then
   */
  public static PatchbayServer start(ServiceConfig config) throws Exception {
    return start(ServiceDefinition.API_GATEWAY, config);
  }

  /** Starts a service of other types, else as {@link #start(ServiceConfig)}. */
  public static PatchbayServer start(ServiceDefinition definition, ServiceConfig config)
      throws Exception {
    return start(definition, config, ServiceTiming.REAL);
  }

  /** The same with another clock, period and wait. */
  public static PatchbayServer start(
      ServiceDefinition definition, ServiceConfig config, ServiceTiming timing) throws Exception {
    return ServiceStart.of(definition, config, timing);
  }

  /** Keeps the embedded Redis alive, and closes it at the end of the service. */
  void own(EmbeddedRedis redis) {
    embedded = Optional.of(redis);
    redis.keepAlive(embeddedListener());
  }

  /**
   * Starts the parts in order.
   *
   * @param counter the Redis of the counters; empty for the Redis of the data
   */
  void deploy(RedisTopology redis, Optional<RedisTopology> counter) throws Exception {
    Future<String> managed =
        ListenPort.ofManagement(config.http()).explain(vertx.deployVerticle(management));
    EventLoopComponents parts = components.ofEventLoops(redis, counter);
    RedisMonitor monitor = components.monitor(parts);
    components.health().watch(monitor);
    await(Future.all(managed, vertx.deployVerticle(monitor)));
    await(controlPlane.deploy(gateway, parts, monitor));
    await(gateway.deploy(parts, monitor));
    controlPlane.watchLag();
    components
        .credentials()
        .forEach(
            (file, content) ->
                new CredentialsWatch(vertx, file, content).start(timing.reloadMillis()));
    components.health().started();
  }

  private EmbeddedRedis.Listener embeddedListener() {
    return new EmbeddedRedis.Listener() {
      @Override
      public void restarted() {
        components.metrics().redis().embeddedRestarted();
      }

      @Override
      public void lost(String reason) {
        lost.complete(reason);
      }
    };
  }

  /** Completes with the reason when only a restart of the process can help; never otherwise. */
  public CompletionStage<String> lost() {
    return lost;
  }

  /** Returns the owner of its event loops. */
  Vertx vertx() {
    return vertx;
  }

  /** Returns the address of the control plane. */
  public URI address() {
    return controlPlane.address();
  }

  /** Returns the address of health and metrics. */
  public URI managementAddress() {
    return ListenPort.address("http", config.http().host(), management.port());
  }

  /** Returns the address to which clients of APIs connect; empty where there is none. */
  public Optional<URI> gatewayAddress() {
    return gateway.address();
  }

  public Announcement announcement() {
    return Announcement.of(
        config,
        address(),
        managementAddress(),
        gatewayAddress(),
        components.credentials().callers());
  }

  /**
   * Becomes unready, serves for the configured delay, finishes running requests, then closes all
   * connections and the embedded Redis. Blocks.
   */
  @Override
  public void close() {
    try {
      drain();
      await(gateway.undeploy());
      await(controlPlane.undeploy());
      await(vertx.close());
    } catch (Exception e) {
      throw new IllegalStateException("the sockets did not close", e);
    } finally {
      components.close();
      embedded.ifPresent(EmbeddedRedis::close);
    }
  }

  /** Also without a delay, so that running answers have {@code Connection: close}. */
  private void drain() throws Exception {
    components.health().draining();
    await(controlPlane.drain());
    if (components.health().isStarted()) {
      gateway.drain(config.shutdown().drainDelaySeconds());
      timing.drainDelay().pass(config.shutdown().drainDelaySeconds());
    }
  }

  private <T> T await(Future<T> work) throws Exception {
    return work.await(START_SECONDS_MAX + config.shutdown().seconds(), TimeUnit.SECONDS);
  }
}
