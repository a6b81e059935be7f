package dev.patchbay.server;

import dev.patchbay.backup.BlockingStore;
import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.GatedStore;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.store.redis.topology.RedisTopology;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store for commands, which wait for each answer. */
public final class AdminStore implements BlockingStore, AutoCloseable {

  /** Commands run one after the other; the second connection replaces a lost one. */
  private static final int POOL_SIZE = 2;

  /** The first connection of a process loads its classes, which takes 0.8 s. */
  private static final long ACQUIRE_TIMEOUT_MILLIS = 10_000;

  /** EXEC stores or reads a whole API: 90,000 resources under the default quotas. */
  private static final long COMMAND_TIMEOUT_MILLIS = 30_000;

  /** A whole API may be stored in several parts and several attempts. */
  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  /** No caller waits at a socket, so six seconds of lost races are acceptable. */
  private static final int ATTEMPTS_MAX = 32;

  /** Longer than all deadlines of the store; a longer wait is a bug. */
  private static final long COMMIT_MINUTES_MAX = 30;

  private final Optional<EmbeddedRedis> embedded;

  /** No other request uses this event loop, so encoding a whole API may block it for seconds. */
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setMaxEventLoopExecuteTime(COMMIT_MINUTES_MAX)
              .setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES));

  private final Context loop = vertx.getOrCreateContext();
  private final RedisMonitor monitor;
  private final ResourceStore store;

  private AdminStore(
      ResourceTypes types, RedisConfig config, int changesMax, Optional<EmbeddedRedis> embedded)
      throws IOException {
    this.embedded = embedded;
    RedisTopology redis = RedisTopologies.of(config, embedded);
    RedisLimits limits =
        new RedisLimits(
            Math.max(config.acquireTimeoutMillis(), ACQUIRE_TIMEOUT_MILLIS),
            Math.max(config.commandTimeoutMillis(), COMMAND_TIMEOUT_MILLIS),
            REQUEST_TIMEOUT_MILLIS,
            ATTEMPTS_MAX,
            changesMax);
    this.monitor =
        new RedisMonitor(
            types,
            own -> redis.open(own, 1, limits, RedisMeter.NONE),
            config.durability(),
            RedisMeter.NONE);
    this.store =
        new GatedStore(
            new RedisResourceStore(
                types,
                vertx,
                redis.open(vertx, POOL_SIZE, limits, RedisMeter.NONE),
                limits,
                new SecureRandom(),
                monitor::replicasToAwait,
                RedisMeter.NONE),
            monitor::isUsable);
  }

  /**
   * Opens the Redis of the configuration; the embedded one is started. Blocks.
   *
   * @throws IOException when the embedded one cannot be started, for example because the service
   *     runs on it, or when this version does not know the layout of the data
   */
  public static AdminStore open(ResourceTypes types, ServiceConfig config)
      throws IOException, InterruptedException {
    Optional<EmbeddedRedis> embedded = RedisTopologies.startEmbedded(config);
    AdminStore opened =
        new AdminStore(types, config.redis(), config.account().changesMax(), embedded);
    try {
      opened.vertx.deployVerticle(opened.monitor).await(COMMIT_MINUTES_MAX, TimeUnit.MINUTES);
      opened.monitor.firstCheck().await(COMMIT_MINUTES_MAX, TimeUnit.MINUTES);
      return opened;
    } catch (Exception e) {
      opened.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public <R> R commit(Transition<R> transition) {
    try {
      return Future.<R>future(
              outcome -> loop.runOnContext(begun -> store.commit(transition).onComplete(outcome)))
          .await(COMMIT_MINUTES_MAX, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the store hangs", e);
    }
  }

  /** Closes the connections, then the embedded Redis. Blocks; does nothing when called again. */
  @Override
  public void close() {
    try {
      vertx.close().await(COMMIT_MINUTES_MAX, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the connections do not close", e);
    } finally {
      embedded.ifPresent(EmbeddedRedis::close);
    }
  }
}
