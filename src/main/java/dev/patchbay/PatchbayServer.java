package dev.patchbay;

import dev.patchbay.config.HttpConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.http.ControlPlaneVerticle;
import dev.patchbay.http.ControlPlaneVerticle.ServiceHandle;
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
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole service in one object: builds the parts by hand, starts them in order and ends them in reverse. */
public final class PatchbayServer implements AutoCloseable {

  /** Binding sockets takes milliseconds; a start that hangs must end in a message. */
  private static final int START_SECONDS_MAX = 30;

  private final ServiceConfig config;
  private final Optional<EmbeddedRedis> embedded;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final Vertx vertx;
  private final ControlPlaneVerticle controlPlane;
  private final ManagementVerticle management;

  private PatchbayServer(ServiceConfig config, Optional<EmbeddedRedis> embedded, URI redis) {
    this.config = config;
    this.embedded = embedded;
    this.vertx = metrics.vertxBuilder().build();
    HttpConfig http = config.http();
    this.controlPlane =
        new ControlPlaneVerticle(
            new ControlPlaneVerticle.Options(
                http.host(),
                http.port(),
                http.bodyBytesMax(),
                config.shutdownSeconds(),
                config.account().accountId()),
            RequestSchemas.load(),
            metrics,
            loop -> service(config, loop, redis));
    this.management = new ManagementVerticle(http.host(), http.managementPort(), metrics, ready);
  }
}
