package dev.patchbay;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.CredentialsFile;
import dev.patchbay.auth.CredentialsSource;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.SecurityConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.http.ControlPlaneVerticle;
import dev.patchbay.http.ManagementVerticle;
import dev.patchbay.http.TlsFiles;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.service.IdGenerator;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.GatedStore;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.redis.Durability;
import dev.patchbay.store.redis.RedisLimits;
import dev.patchbay.store.redis.RedisMeter;
import dev.patchbay.store.redis.RedisMonitor;
import dev.patchbay.store.redis.RedisNodes;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.RedisTopology;
import dev.patchbay.throttle.FailOpenRateLimiter;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.RefusalMemory;
import dev.patchbay.throttle.redis.RedisRateLimiter;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The whole service: its parts are built by hand here, started in order and ended in reverse. */
public final class PatchbayServer implements AutoCloseable {

  /*
   * There are no web sockets here. Where Vert.x looks for them, it also answers versions of HTTP
   * that it does not know, with a bare 501, before any handler sees them.
   */
  static {
    System.setProperty("vertx.disableWebsockets", "true");
  }

  /** Binding sockets takes milliseconds; a start that hangs must end in a message. */
  private static final int START_SECONDS_MAX = 30;

  private final ServiceConfig config;
  private final Optional<EmbeddedRedis> embedded;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final RedisMeter storeMetrics = new StoreMetrics(metrics);
  private final AtomicBoolean started = new AtomicBoolean();
  private final Vertx vertx = metrics.vertxBuilder().build();
  private final List<ControlPlaneVerticle> controlPlanes = new ArrayList<>();
  private final ManagementVerticle management;
  private final Optional<CredentialsSource> callers;
  private final RateLimiter localLimiter;
  private volatile @Nullable RedisMonitor monitor;

  private PatchbayServer(
      ServiceConfig config, Optional<CredentialsSource> callers, Optional<EmbeddedRedis> embedded) {
    this.config = config;
    this.callers = callers;
    this.embedded = embedded;
    this.localLimiter = new LocalRateLimiter(System::nanoTime, config.throttle().replicas());
    this.management =
        new ManagementVerticle(
            config.http().host(), config.http().managementPort(), metrics, this::isReady);
  }

  /**
   * Starts everything and returns when requests are answered. Blocks; not for an event loop.
   *
   * @throws Exception saying what could not be started; nothing is left running then
   */
  public static PatchbayServer start(ServiceConfig config) throws Exception {
    Optional<CredentialsSource> callers = callers(config);
    Optional<EmbeddedRedis> embedded = embedded(config);
    PatchbayServer server = new PatchbayServer(config, callers, embedded);
    try {
      server.deploy(
          RedisTopologies.of(config.redis(), embedded),
          RedisTopologies.ofThrottle(config.throttle(), config.redis()));
      return server;
    } catch (Exception failure) {
      server.close();
      throw failure;
    }
  }

  /**
   * Starts the parts in order.
   *
   * @param counter where requests are counted; empty for the Redis that keeps the data
   */
  private void deploy(RedisTopology redis, Optional<RedisTopology> counter) throws Exception {
    RedisMonitor watching =
        new RedisMonitor(
            loop -> nodes(loop, redis, 1),
            config.redis().durability().map(level -> Durability.valueOf(level.name())),
            storeMetrics);
    monitor = watching;
    await(vertx.deployVerticle(watching));
    ControlPlaneVerticle.Shared shared = shared();
    await(
        vertx.deployVerticle(
            () -> {
              ControlPlaneVerticle controlPlane =
                  new ControlPlaneVerticle(shared, loop -> ofLoop(loop, redis, counter, watching));
              controlPlanes.add(controlPlane);
              return controlPlane;
            },
            new DeploymentOptions().setInstances(config.eventLoops())));
    await(vertx.deployVerticle(management));
    callers.ifPresent(source -> new CredentialsWatch(vertx, source).start());
    started.set(true);
  }

  /** The embedded Redis, started; empty where another Redis is configured. Blocks. */
  static Optional<EmbeddedRedis> embedded(ServiceConfig config)
      throws IOException, InterruptedException {
    return config.redis().isEmbedded()
        ? Optional.of(
            EmbeddedRedis.start(
                config.embedded().dataDirectory(),
                AppendFsync.valueOf(config.embedded().fsync().name())))
        : Optional.empty();
  }

  static Optional<CredentialsSource> callers(ServiceConfig config) throws IOException {
    Optional<Path> file = config.security().credentialsFile();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      CredentialsFile format = new CredentialsFile(config.account().accountId());
      return Optional.of(CredentialsSource.open(file.get(), format));
    } catch (IOException unusable) {
      throw new IOException(
          "the credentials file " + file.get() + " cannot be used: " + unusable.getMessage(),
          unusable);
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
        http.bodyBytesMax(),
        config.shutdownSeconds(),
        tlsFiles(),
        callers.map(known -> new SigV4Verifier(known, InstantSource.system())),
        new Caller("", accountId, Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        RateLimit.of(config.throttle().ratePerSecond(), config.throttle().burst()),
        RequestSchemas.load(),
        metrics);
  }

  private ControlPlaneVerticle.OfLoop ofLoop(
      Vertx loop, RedisTopology redis, Optional<RedisTopology> counter, RedisMonitor monitor) {
    AccountConfig account = config.account();
    RedisNodes nodes = nodes(loop, redis, config.redis().poolSize());
    RedisNodes counting =
        counter.map(own -> nodes(loop, own, config.redis().poolSize())).orElse(nodes);
    SecureRandom random = new SecureRandom();
    ResourceStore store =
        new RedisResourceStore(
            loop, nodes, limits(), random, monitor::replicasToAwait, storeMetrics);
    ResourceService service =
        new ResourceService(
            new GatedStore(store, monitor::isUsable),
            new PatchSemantics(TemplatePatch.valueOf(account.templatePatch().name())),
            new Quotas(account.apisMax(), account.childrenMax()),
            new IdGenerator(random),
            InstantSource.system(),
            account.region());
    RateLimiter limiter =
        new FailOpenRateLimiter(
            new RefusalMemory(
                new RedisRateLimiter(counting, work -> loop.runOnContext(tick -> work.run())),
                System::nanoTime),
            localLimiter,
            System::nanoTime,
            admission -> metrics.throttleDecided(admission.decider(), admission.admitted()));
    return new ControlPlaneVerticle.OfLoop(
        service,
        limiter,
        () -> {
          nodes.close();
          counting.close();
        });
  }

  private RedisNodes nodes(Vertx loop, RedisTopology redis, int poolSize) {
    return redis.open(loop, poolSize, limits(), storeMetrics);
  }

  private RedisLimits limits() {
    RedisConfig redis = config.redis();
    return new RedisLimits(
        redis.acquireTimeoutMillis(),
        redis.commandTimeoutMillis(),
        redis.requestTimeoutMillis(),
        RedisLimits.ATTEMPTS_MAX);
  }

  private boolean isReady() {
    RedisMonitor watching = monitor;
    return started.get() && watching != null && watching.isReady();
  }

  /** Where the control plane listens. */
  public URI address() {
    return address(tlsFiles().isPresent() ? "https" : "http", controlPlanes.get(0).port());
  }

  /** Where health and metrics are. */
  public URI managementAddress() {
    return address("http", management.port());
  }

  private URI address(String scheme, int port) {
    String host = config.http().host();
    return URI.create(
        "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port));
  }

  /** One line for people: the addresses, the Redis in use and how callers are authenticated. */
  public String announcement() {
    String redis =
        embedded
            .map(
                server -> "embedded, data in " + config.embedded().dataDirectory().toAbsolutePath())
            .orElseGet(() -> config.redis().address());
    String credentials =
        callers
            .map(known -> "signed requests of %d callers".formatted(known.get().size()))
            .orElse("any are accepted");
    return "Patchbay listens on %s (management: %s). Redis: %s. Credentials: %s."
        .formatted(address(), managementAddress(), redis, credentials);
  }

  /** Lets requests under way end, then closes all connections and the embedded Redis. Blocks. */
  @Override
  public void close() {
    started.set(false);
    try {
      await(vertx.close());
    } catch (Exception failure) {
      throw new IllegalStateException("the sockets did not close", failure);
    } finally {
      metrics.close();
      embedded.ifPresent(EmbeddedRedis::close);
    }
  }

  private void await(Future<?> work) throws Exception {
    work.await(START_SECONDS_MAX + config.shutdownSeconds(), TimeUnit.SECONDS);
  }
}
