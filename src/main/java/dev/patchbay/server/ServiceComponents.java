package dev.patchbay.server;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.SecurityConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.console.ConsoleFiles;
import dev.patchbay.http.AccessSampling;
import dev.patchbay.http.ConnectionCommands;
import dev.patchbay.http.ConsoleAccess;
import dev.patchbay.http.ControlPlaneComponents;
import dev.patchbay.http.TlsFiles;
import dev.patchbay.logs.LogOutput;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.RedisTrips;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.tracing.Tracing;
import dev.patchbay.wire.RequestSchemas;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The components that all event loops of a service share, from its metrics to its threads. None of
 * them listens on a socket or sends to Redis.
 */
final class ServiceComponents implements AutoCloseable {

  private final ServiceDefinition definition;
  private final ServiceConfig config;
  private final ServiceTiming timing;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final RedisMeter storeMetrics;
  private final Optional<Tracing> tracing;
  private final ServiceHealth health;
  private final ConfiguredCredentials credentials;
  private final CompletableFuture<RequestSchemas> schemas;
  private final EvaluationThreads evaluations;

  /** Builds the components. */
  ServiceComponents(
      ServiceDefinition definition,
      ServiceConfig config,
      ServiceTiming timing,
      ConfiguredCredentials credentials,
      CompletableFuture<RequestSchemas> schemas) {
    this.definition = definition;
    this.config = config;
    this.timing = timing;
    this.credentials = credentials;
    this.schemas = schemas;
    this.evaluations = new EvaluationThreads(config.evaluation());
    metrics.evaluations().pending(evaluations.workers()::pending);
    metrics.logEventsDropped(LogOutput::eventsDropped);
    metrics.expectThrottleDeciders(List.of(Admission.Decider.values()));
    this.tracing =
        config.tracing().endpoint().map(given -> Tracing.start(config.tracing().variables()));
    RedisState redisState = new RedisState(System::nanoTime);
    this.storeMetrics =
        new StoreMetrics(
            metrics.redis(), redisState, tracing.map(ServiceComponents::trips).orElse(null));
    this.health =
        new ServiceHealth(
            config.redis().mode().name().toLowerCase(Locale.ROOT), redisState, System::nanoTime);
  }

  private static RedisTrips trips(Tracing tracing) {
    return (batch, calls) ->
        tracing.sending(batch.commands(), batch.count(), batch.host(), batch.port(), calls);
  }

  ServiceMetrics metrics() {
    return metrics;
  }

  ServiceHealth health() {
    return health;
  }

  /** Empty where nothing is traced. */
  Optional<Tracing> tracing() {
    return tracing;
  }

  ConfiguredCredentials credentials() {
    return credentials;
  }

  EvaluationThreads evaluations() {
    return evaluations;
  }

  /** Empty for cleartext. */
  Optional<TlsFiles> tlsFiles() {
    SecurityConfig security = config.security();
    return security
        .tlsCertificateFile()
        .flatMap(certificate -> security.tlsKeyFile().map(key -> new TlsFiles(certificate, key)));
  }

  /**
   * Returns the factory of the components of each event loop.
   *
   * @param counter the Redis of the counters; empty for the Redis of the data
   */
  EventLoopComponents ofEventLoops(RedisTopology redis, Optional<RedisTopology> counter) {
    return new EventLoopComponents(
        definition, config, redis, counter, storeMetrics, tracing, schemas::join);
  }

  RedisMonitor monitor(EventLoopComponents parts) {
    return new RedisMonitor(
        definition.types(), parts::watchingNodes, config.redis().durability(), storeMetrics);
  }

  /**
   * Returns the components that the event loops of the control plane share.
   *
   * @param gateway the address to which clients connect; empty where there is none
   * @param connections commands to the connections of clients; empty where there is no gateway
   */
  ControlPlaneComponents controlPlane(
      Supplier<Optional<String>> gateway, Supplier<Optional<ConnectionCommands>> connections) {
    HttpConfig http = config.http();
    return new ControlPlaneComponents(
        http.host(),
        http.port(),
        config.eventLoops(),
        FileDescriptors.of(config).callers(),
        http.bodyBytesMax(),
        config.shutdown().seconds(),
        timing.nanoClock(),
        timing.reloadMillis(),
        tlsFiles(),
        credentials.callers().map(known -> new SigV4Verifier(known, InstantSource.system())),
        anyone(),
        RateLimit.of(config.throttle().ratePerSecond(), config.throttle().burst()),
        config.account().region(),
        definition.types(),
        definition.functions(),
        schemas.join(),
        new ApiEndpoints(gateway),
        http.console()
            ? Optional.of(new ConsoleAccess(ConsoleFiles.load(), gateway))
            : Optional.empty(),
        connections,
        evaluations.workers(),
        evaluations::evaluator,
        evaluations.lint(),
        new AccessSampling(config.logs().access().errors(), config.logs().access().oneSuccessIn()),
        metrics,
        tracing.map(traced -> traced::named));
  }

  ServiceTiming timing() {
    return timing;
  }

  /** The caller of requests without a signature. */
  Caller anyone() {
    String accountId = config.account().accountId();
    return new Caller("", accountId, Role.READWRITE, OptionalInt.empty(), OptionalInt.empty());
  }

  /** Records a decision of the throttle. */
  void throttled(Admission admission) {
    metrics.throttleDecided(admission.decider(), admission.admitted());
    health.throttled(admission);
  }

  @Override
  public void close() {
    evaluations.close();
    tracing.ifPresent(Tracing::close);
    metrics.close();
  }
}
