package dev.patchbay;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Role;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.http.ControlPlaneVerticle;
import dev.patchbay.http.ManagementVerticle;
import dev.patchbay.metrics.ServiceMetrics;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.service.IdGenerator;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.redis.RedisConnections;
import dev.patchbay.store.redis.RedisLimits;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole service: its parts are built by hand here, started in order and ended in reverse. */
public final class PatchbayServer implements AutoCloseable {

  /** Binding sockets takes milliseconds; a start that hangs must end in a message. */
  private static final int START_SECONDS_MAX = 30;

  private final ServiceConfig config;
  private final Optional<EmbeddedRedis> embedded;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final Vertx vertx = metrics.vertxBuilder().build();
  private final List<ControlPlaneVerticle> controlPlanes = new ArrayList<>();
  private final ManagementVerticle management;

  private PatchbayServer(ServiceConfig config, Optional<EmbeddedRedis> embedded) {
    this.config = config;
    this.embedded = embedded;
    this.management =
        new ManagementVerticle(
            config.http().host(), config.http().managementPort(), metrics, ready);
  }

  /**
   * Starts everything and returns when requests are answered. Blocks; not for an event loop.
   *
   * @throws Exception saying what could not be started; nothing is left running then
   */
  public static PatchbayServer start(ServiceConfig config) throws Exception {
    Optional<EmbeddedRedis> embedded =
        config.redis().uri().isPresent()
            ? Optional.empty()
            : Optional.of(
                EmbeddedRedis.start(
                    config.embedded().dataDirectory(),
                    AppendFsync.valueOf(config.embedded().fsync().name())));
    PatchbayServer server = new PatchbayServer(config, embedded);
    try {
      server.deploy(config.redis().uri().or(() -> embedded.map(EmbeddedRedis::uri)).orElseThrow());
      return server;
    } catch (Exception failure) {
      server.close();
      throw failure;
    }
  }

  private void deploy(URI redis) throws Exception {
    ControlPlaneVerticle.Shared shared = shared();
    await(
        vertx.deployVerticle(
            () -> {
              ControlPlaneVerticle controlPlane =
                  new ControlPlaneVerticle(shared, loop -> ofLoop(loop, redis));
              controlPlanes.add(controlPlane);
              return controlPlane;
            },
            new DeploymentOptions().setInstances(config.eventLoops())));
    await(vertx.deployVerticle(management));
    ready.set(true);
  }

  private ControlPlaneVerticle.Shared shared() {
    HttpConfig http = config.http();
    String accountId = config.account().accountId();
    return new ControlPlaneVerticle.Shared(
        http.host(),
        http.port(),
        http.bodyBytesMax(),
        config.shutdownSeconds(),
        Optional.empty(),
        new Caller("", accountId, Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        RequestSchemas.load(),
        metrics);
  }

  private ControlPlaneVerticle.OfLoop ofLoop(Vertx loop, URI redis) {
    RedisConfig redisConfig = config.redis();
    AccountConfig account = config.account();
    RedisLimits limits =
        new RedisLimits(
            redisConfig.acquireTimeoutMillis(),
            redisConfig.commandTimeoutMillis(),
            RedisLimits.QUEUE_TIMEOUT_MILLIS,
            RedisLimits.ATTEMPTS_MAX);
    RedisConnections connections =
        new RedisConnections(loop, redis, redisConfig.poolSize(), limits);
    SecureRandom random = new SecureRandom();
    ResourceService service =
        new ResourceService(
            new RedisResourceStore(loop, connections, limits, random),
            new PatchSemantics(TemplatePatch.valueOf(account.templatePatch().name())),
            new Quotas(account.apisMax(), account.childrenMax()),
            new IdGenerator(random),
            InstantSource.system(),
            account.region());
    return new ControlPlaneVerticle.OfLoop(service, connections::close);
  }

  /** Where the control plane listens. */
  public URI address() {
    return URI.create("http://%s:%d".formatted(config.http().host(), controlPlanes.get(0).port()));
  }

  /** Where health and metrics are. */
  public URI managementAddress() {
    return URI.create("http://%s:%d".formatted(config.http().host(), management.port()));
  }

  /** One line for people: the addresses, the Redis in use and how callers are authenticated. */
  public String announcement() {
    String redis =
        embedded
            .map(
                server -> "embedded, data in " + config.embedded().dataDirectory().toAbsolutePath())
            .orElseGet(() -> config.redis().address());
    return "Patchbay listens on %s (management: %s). Redis: %s. Credentials: any are accepted."
        .formatted(address(), managementAddress(), redis);
  }

  /** Lets requests under way end, then closes all connections and the embedded Redis. Blocks. */
  @Override
  public void close() {
    ready.set(false);
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
