package dev.patchbay.server;

import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.gateway.GatewayLoopComponents;
import dev.patchbay.gateway.backend.BackendIntegrations;
import dev.patchbay.gateway.execution.IntegrationMeter;
import dev.patchbay.gateway.execution.MeasuredIntegrations;
import dev.patchbay.gateway.redis.StoredConnections;
import dev.patchbay.http.ControlPlaneLoopComponents;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.service.ApiExports;
import dev.patchbay.service.ApiImports;
import dev.patchbay.service.AutomaticDeployments;
import dev.patchbay.service.ChangeService;
import dev.patchbay.service.IdGenerator;
import dev.patchbay.service.PreviewService;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceDecisions;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.GatedStore;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.store.redis.topology.RedisNodes;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.FailOpenRateLimiter;
import dev.patchbay.throttle.LeasedTokens;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.RefusalCache;
import dev.patchbay.throttle.redis.RedisTokenCounter;
import dev.patchbay.tracing.Tracing;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceSizes;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Builds the components of one event loop: its connections to Redis and their users. */
final class EventLoopComponents {

  /** Each API is read twice a second at most, and reads of one moment share a round trip. */
  private static final int GATEWAY_CONNECTIONS = 2;

  /** Lookups, writes and heartbeats of the registry run side by side. */
  private static final int REGISTRY_CONNECTIONS = 8;

  private final ServiceDefinition definition;
  private final ServiceConfig config;
  private final RedisTopology redis;
  private final Optional<RedisTopology> counter;
  private final RedisMeter meter;
  private final Optional<Tracing> tracing;
  private final Supplier<RequestSchemas> schemas;
  private final RateLimiter localLimiter;

  /**
   * The components that event loops share.
   *
   * @param counter the Redis of the counters; empty for the Redis of the data
   */
  EventLoopComponents(
      ServiceDefinition definition,
      ServiceConfig config,
      RedisTopology redis,
      Optional<RedisTopology> counter,
      RedisMeter meter,
      Optional<Tracing> tracing,
      Supplier<RequestSchemas> schemas) {
    this.definition = definition;
    this.config = config;
    this.redis = redis;
    this.counter = counter;
    this.meter = meter;
    this.tracing = tracing;
    this.schemas = schemas;
    this.localLimiter = new LocalRateLimiter(System::nanoTime, config.throttle().replicas());
  }

  /** Returns the connections of the monitor, one to each server. */
  RedisNodes watchingNodes(Vertx loop) {
    return redis.open(loop, 1, limits(), meter);
  }

  /**
   * Builds the components of one event loop.
   *
   * @param throttled receives every decision of the throttle
   */
  ControlPlaneLoopComponents of(Vertx loop, RedisMonitor monitor, Consumer<Admission> throttled) {
    RedisNodes nodes = nodes(loop, redis);
    RedisNodes counting = counter.map(own -> nodes(loop, own)).orElse(nodes);
    SecureRandom random = new SecureRandom();
    ResourceStore store = store(loop, nodes, random, monitor);
    ResourceDecisions decisions = decisions();
    IdGenerator ids = new IdGenerator(random);
    ResourceService service =
        new ResourceService(definition.types(), store, decisions, ids, InstantSource.system());
    return new ControlPlaneLoopComponents(
        service,
        new PreviewService(store, decisions, InstantSource.system()),
        new ApiImports(definition.types(), store, decisions, ids, InstantSource.system()),
        new ApiExports(definition.types(), store, service),
        new StoredConnections(nodes)::read,
        new ChangeService(store),
        limiter(counting, throttled),
        nodes.warm(),
        () -> Stream.of(nodes, counting).distinct().forEach(RedisNodes::close));
  }

  /** Returns the connections of the registry of clients' connections. */
  RedisNodes registryNodes(Vertx loop) {
    return redis.open(loop, REGISTRY_CONNECTIONS, limits(), meter);
  }

  /** Builds the components of the gateway for one event loop. */
  GatewayLoopComponents ofGateway(
      Vertx loop,
      RedisMonitor monitor,
      BackendIntegrations.Components shared,
      IntegrationMeter integrationMeter) {
    BackendIntegrations backends = new BackendIntegrations(loop, shared);
    RedisNodes nodes = redis.open(loop, GATEWAY_CONNECTIONS, limits(), meter);
    SecureRandom random = new SecureRandom();
    ResourceStore store = store(loop, nodes, random, monitor);
    return new GatewayLoopComponents(
        new DeployedApis(
            definition.types(),
            config.account().accountId(),
            store,
            new AutomaticDeployments(
                definition.types(),
                store,
                decisions(),
                new IdGenerator(random),
                InstantSource.system())),
        new MappedDomains(definition.types(), config.account().accountId(), store),
        new HttpApiStages(definition.types(), config.account().accountId(), store),
        new MeasuredIntegrations(backends, integrationMeter, shared.nanoClock()),
        backends.functions(),
        backends.proxied(),
        integrationMeter,
        () -> {
          backends.close();
          nodes.close();
        });
  }

  private ResourceDecisions decisions() {
    AccountConfig account = config.account();
    return new ResourceDecisions(
        definition.types(),
        new PatchSemantics(account.templatePatch()),
        new Quotas(account.quotas()),
        new ResourceSizes(schemas.get(), account.resourceBytesMax())::check,
        definition.rules().apply(account.region()));
  }

  private ResourceStore store(
      Vertx loop, RedisNodes nodes, SecureRandom random, RedisMonitor monitor) {
    ResourceStore inRedis =
        new RedisResourceStore(
            definition.types(), loop, nodes, limits(), random, monitor::replicasToAwait, meter);
    ResourceStore traced = tracing.map(tracer -> tracer.around(inRedis)).orElse(inRedis);
    return new GatedStore(traced, monitor::isUsable);
  }

  private RateLimiter limiter(RedisNodes counting, Consumer<Admission> throttled) {
    return new FailOpenRateLimiter(
        new RefusalCache(
            new LeasedTokens(new RedisTokenCounter(counting), System::nanoTime), System::nanoTime),
        localLimiter,
        System::nanoTime,
        throttled);
  }

  private RedisNodes nodes(Vertx loop, RedisTopology topology) {
    return topology.open(loop, config.redis().poolSize(), limits(), meter);
  }

  private RedisLimits limits() {
    RedisConfig limits = config.redis();
    return new RedisLimits(
        limits.acquireTimeoutMillis(),
        limits.commandTimeoutMillis(),
        limits.requestTimeoutMillis(),
        RedisLimits.LOST_RACES_MAX,
        config.account().changesMax());
  }
}
