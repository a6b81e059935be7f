package dev.patchbay.server;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.SecurityConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.http.AccessSampling;
import dev.patchbay.http.ControlPlaneVerticle;
import dev.patchbay.http.ManagementVerticle;
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
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service: builds its components, starts them in order and stops them in reverse order. */
public final class PatchbayServer implements AutoCloseable {

  /*
   * The control plane has no WebSockets. With them, Vert.x answers unknown versions of HTTP with a bare 501 before any handler runs.
   *
   * The events of Netty's allocator for Java Flight Recorder take a tenth of a start. Set the property to true to record them.
   */
  static {
    System.setProperty("vertx.disableWebsockets", "true");
    System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
  }

  /** Binding sockets takes milliseconds; a start that hangs must fail with a message. */
  private static final int START_SECONDS_MAX = 30;

  private final ServiceDefinition definition;
  private final ServiceConfig config;
  private final ServiceTiming timing;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final RedisState redisState = new RedisState(System::nanoTime);
  private final RedisMeter storeMetrics;
  private final Optional<Tracing> tracing;
  private final ServiceHealth health;
  private final Vertx vertx;
  private final List<ControlPlaneVerticle> controlPlanes = new ArrayList<>();
  private final ManagementVerticle management;
  private final Optional<CredentialsSource> callers;
  private final CompletableFuture<RequestSchemas> schemas;
  private final EvaluationThreads evaluations;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private Optional<EmbeddedRedis> embedded = Optional.empty();
  private @Nullable String controlPlane;

  private PatchbayServer(
      ServiceDefinition definition,
      ServiceConfig config,
      ServiceTiming timing,
      Optional<CredentialsSource> callers,
      CompletableFuture<RequestSchemas> schemas) {
    this.definition = definition;
    this.config = config;
    this.timing = timing;
    this.schemas = schemas;
    this.callers = callers;
    this.evaluations = new EvaluationThreads(config.evaluation());
    metrics.evaluations().pending(evaluations.workers()::pending);
    metrics.logEventsDropped(LogOutput::eventsDropped);
    metrics.expectThrottleDeciders(List.of(Admission.Decider.values()));
    this.tracing =
        config.tracing().endpoint().map(given -> Tracing.start(config.tracing().variables()));
    this.storeMetrics =
        new StoreMetrics(
            metrics.redis(), redisState, tracing.map(PatchbayServer::trips).orElse(null));
    VertxBuilder builder = Vertx.builder();
    tracing.ifPresent(traced -> builder.withTracer(traced.vertxTracer()));
    this.vertx = builder.build();
    this.health =
        new ServiceHealth(
            config.redis().mode().name().toLowerCase(Locale.ROOT), redisState, System::nanoTime);
    this.management =
        new ManagementVerticle(
            config.http().host(), config.http().managementPort(), metrics, health);
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
    ListenPort.checkAll(List.of(controlPort(config), managementPort(config)));
    Optional<CredentialsSource> callers = callers(config);
    // Loading the schemas and building the components run while the embedded Redis starts.
    CompletableFuture<RequestSchemas> schemas =
        CompletableFuture.supplyAsync(() -> RequestSchemas.load(definition.types()));
    CompletableFuture<PatchbayServer> assembly =
        CompletableFuture.supplyAsync(
            () -> new PatchbayServer(definition, config, timing, callers, schemas));
    Optional<EmbeddedRedis> embedded;
    try {
      embedded = embedded(config);
    } catch (Exception e) {
      assembly.thenAccept(PatchbayServer::close).exceptionally(ignored -> null).join();
      throw e;
    }
    PatchbayServer server = assembled(assembly, embedded);
    try {
      server.deploy(
          RedisTopologies.of(config.redis(), embedded),
          RedisTopologies.ofThrottle(config.throttle(), config.redis()));
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private static ListenPort controlPort(ServiceConfig config) {
    return new ListenPort(config.http().host(), config.http().port(), "PATCHBAY_HTTP_PORT");
  }

  private static ListenPort managementPort(ServiceConfig config) {
    return new ListenPort(
        config.http().host(), config.http().managementPort(), "PATCHBAY_MANAGEMENT_PORT");
  }

  private static PatchbayServer assembled(
      CompletableFuture<PatchbayServer> assembly, Optional<EmbeddedRedis> embedded) {
    try {
      PatchbayServer server = assembly.join();
      server.embedded = embedded;
      embedded.ifPresent(redis -> redis.keepAlive(server.embeddedListener()));
      return server;
    } catch (CompletionException e) {
      embedded.ifPresent(EmbeddedRedis::close);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Starts the parts in order.
   *
   * @param counter the Redis of the counters; empty for the Redis of the data
   */
  private void deploy(RedisTopology redis, Optional<RedisTopology> counter) throws Exception {
    Future<String> managed = managementPort(config).explain(vertx.deployVerticle(management));
    EventLoopComponents parts =
        new EventLoopComponents(
            definition, config, redis, counter, storeMetrics, tracing, schemas::join);
    RedisMonitor watching =
        new RedisMonitor(
            definition.types(), parts::watchingNodes, config.redis().durability(), storeMetrics);
    health.watch(watching);
    await(Future.all(managed, vertx.deployVerticle(watching)));
    ControlPlaneVerticle.Shared shared = shared();
    controlPlane =
        await(
            controlPort(config)
                .explain(
                    vertx.deployVerticle(
                        () -> {
                          ControlPlaneVerticle instance =
                              new ControlPlaneVerticle(
                                  shared, loop -> parts.of(loop, watching, this::throttled));
                          controlPlanes.add(instance);
                          return instance;
                        },
                        new DeploymentOptions().setInstances(config.eventLoops()))));
    controlPlanes.forEach(instance -> health.watch(instance.lag()));
    callers.ifPresent(source -> new CredentialsWatch(vertx, source).start(timing.reloadMillis()));
    health.started();
  }

  private EmbeddedRedis.Listener embeddedListener() {
    return new EmbeddedRedis.Listener() {
      @Override
      public void restarted() {
        metrics.redis().embeddedRestarted();
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

  private void throttled(Admission admission) {
    metrics.throttleDecided(admission.decider(), admission.admitted());
    health.throttled(admission);
  }

  private static RedisTrips trips(Tracing tracing) {
    return (batch, calls) ->
        tracing.sending(batch.commands(), batch.count(), batch.host(), batch.port(), calls);
  }

  /** Starts the embedded Redis; empty where another Redis is configured. Blocks. */
  public static Optional<EmbeddedRedis> embedded(ServiceConfig config)
      throws IOException, InterruptedException {
    return config.redis().isEmbedded()
        ? Optional.of(
            EmbeddedRedis.start(
                config.embedded().dataDirectory(),
                AppendFsync.valueOf(config.embedded().fsync().name())))
        : Optional.empty();
  }

  public static Optional<CredentialsSource> callers(ServiceConfig config) throws IOException {
    Optional<Path> file = config.security().credentialsFile();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      CredentialsFile format = new CredentialsFile(config.account().accountId());
      return Optional.of(CredentialsSource.open(file.get(), format));
    } catch (IOException e) {
      throw new IOException(
          "the credentials file " + file.get() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private Optional<TlsFiles> tlsFiles() {
    SecurityConfig security = config.security();
    return security
        .tlsCertificateFile()
        .flatMap(certificate -> security.tlsKeyFile().map(key -> new TlsFiles(certificate, key)));
  }

  private ControlPlaneVerticle.Shared shared() {
    HttpConfig http = config.http();
    String accountId = config.account().accountId();
    return new ControlPlaneVerticle.Shared(
        http.host(),
        http.port(),
        config.eventLoops(),
        FileDescriptors.connectionsMax(config.eventLoops()),
        http.bodyBytesMax(),
        config.shutdown().seconds(),
        timing.nanoClock(),
        timing.reloadMillis(),
        tlsFiles(),
        callers.map(known -> new SigV4Verifier(known, InstantSource.system())),
        new Caller("", accountId, Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        RateLimit.of(config.throttle().ratePerSecond(), config.throttle().burst()),
        definition.types(),
        definition.functions(),
        schemas.join(),
        evaluations.workers(),
        evaluations::evaluator,
        evaluations.lint(),
        new AccessSampling(config.logs().access().errors(), config.logs().access().oneSuccessIn()),
        metrics,
        tracing.map(traced -> traced::named));
  }

  /** Returns the address of the control plane. */
  public URI address() {
    return address(tlsFiles().isPresent() ? "https" : "http", controlPlanes.get(0).port());
  }

  /** Returns the address of health and metrics. */
  public URI managementAddress() {
    return address("http", management.port());
  }

  private URI address(String scheme, int port) {
    String host = config.http().host();
    return URI.create(
        "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port));
  }

  public Announcement announcement() {
    String redis =
        embedded
            .map(
                server -> "embedded, data in " + config.embedded().dataDirectory().toAbsolutePath())
            .orElseGet(() -> config.redis().address());
    String credentials =
        callers
            .map(known -> "signed requests of " + known.get().sizeText())
            .orElse("any are accepted");
    return new Announcement(
        address(),
        managementAddress(),
        config.account().region(),
        redis,
        credentials,
        callers.isPresent());
  }

  /**
   * Becomes unready, serves for the configured delay, finishes running requests, then closes all
   * connections and the embedded Redis. Blocks.
   */
  @Override
  public void close() {
    try {
      drain();
      if (controlPlane != null) {
        await(vertx.undeploy(controlPlane));
      }
      await(vertx.close());
    } catch (Exception e) {
      throw new IllegalStateException("the sockets did not close", e);
    } finally {
      evaluations.close();
      tracing.ifPresent(Tracing::close);
      metrics.close();
      embedded.ifPresent(EmbeddedRedis::close);
    }
  }

  /** Also without a delay, so that running answers have {@code Connection: close}. */
  private void drain() throws Exception {
    health.draining();
    await(Future.all(controlPlanes.stream().map(ControlPlaneVerticle::drain).toList()));
    if (health.isStarted()) {
      timing.drainDelay().pass(config.shutdown().drainDelaySeconds());
    }
  }

  private <T> T await(Future<T> work) throws Exception {
    return work.await(START_SECONDS_MAX + config.shutdown().seconds(), TimeUnit.SECONDS);
  }
}
