package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.redis.connection.CircuitBreaker;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.layout.DataLayout;
import dev.patchbay.store.redis.sweep.PeriodicSweep;
import dev.patchbay.store.redis.sweep.Sweeper;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks Redis at the start and periodically: the layout of the data, and the settings that the
 * level of durability needs. An unreachable Redis is checked again until it answers. The results
 * may be read by any thread.
 */
public final class RedisMonitor extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(RedisMonitor.class);

  /** Operators change settings by hand; half a minute is soon enough. */
  private static final long PERIOD_MILLIS = 30_000;

  /** A short period, because requests are refused until the first answer. */
  private static final long FIRST_PERIOD_MILLIS = 250;

  /**
   * The delay after an outage at the start: until then the circuit breakers of all event loops have
   * closed, each after a hanging probe and the next one.
   */
  private static final long RECOVERY_MILLIS = 2 * CircuitBreaker.PROBE_MILLIS_MAX;

  /** Much more than a check takes, and well below the limit of a start. */
  private static final long FIRST_CHECK_MILLIS_MAX = 10_000;

  private final Promise<Void> firstCheck = Promise.promise();
  private final ResourceTypes types;
  private final Function<Vertx, RedisNodes> connect;
  private final DurabilityState durability;
  private final long periodMillis;
  private @Nullable RedisNodes nodes;
  private boolean wasUnreachable;
  private boolean stopped;
  private volatile boolean layoutFits;

  /**
   * A monitor with its own connections.
   *
   * @param wanted the level; empty for strict where replicas are connected at the first answer,
   *     else standard
   */
  public RedisMonitor(
      ResourceTypes types,
      Function<Vertx, RedisNodes> connect,
      Optional<Durability> wanted,
      RedisMeter meter) {
    this(types, connect, wanted, meter, PERIOD_MILLIS);
  }

  public RedisMonitor(
      ResourceTypes types,
      Function<Vertx, RedisNodes> connect,
      Optional<Durability> wanted,
      RedisMeter meter,
      long periodMillis) {
    this.types = types;
    this.connect = connect;
    this.durability = new DurabilityState(wanted, meter);
    this.periodMillis = periodMillis;
  }

  /**
   * Fails where this version does not know the layout of the data. Completes before a long check
   * does, because a migration is not a failed start.
   */
  @Override
  public Future<?> start() {
    RedisNodes own = connect.apply(vertx);
    nodes = own;
    own.warm()
        .transform(warm -> check(own))
        .recover(
            failure ->
                failure instanceof RedisFailure unreachable
                    ? notYet(unreachable)
                    : Future.failedFuture(failure))
        .onFailure(this::invalidate)
        .onSuccess(
            checked -> {
              checkLater(own);
              new PeriodicSweep(
                      vertx, new Sweeper(types, vertx, own), () -> layoutFits, () -> stopped)
                  .begin(periodMillis);
            })
        .onComplete(firstCheck);
    Promise<Void> started = Promise.promise();
    firstCheck.future().onComplete(checked -> started.tryComplete(), started::tryFail);
    vertx
        .timer(FIRST_CHECK_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .onSuccess(due -> started.tryComplete());
    return started.future();
  }

  /** Completes after the first check, a migration included; fails as the check fails. */
  public Future<?> firstCheck() {
    return firstCheck.future();
  }

  private Future<Void> notYet(RedisFailure failure) {
    wasUnreachable = true;
    LOG.warn("Redis cannot be checked yet: {}: {}", failure.fault(), failure.getMessage());
    return Future.succeededFuture();
  }

  private void checkLater(RedisNodes own) {
    vertx
        .timer(durability.isKnown() ? periodMillis : FIRST_PERIOD_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(
            due -> {
              if (!stopped) {
                check(own).onFailure(this::invalidate).onComplete(checked -> checkLater(own));
              }
            });
  }

  /** Keeps the last results while Redis does not answer; other failures make it unusable. */
  private void invalidate(Throwable failure) {
    if (!stopped && !(failure instanceof RedisFailure)) {
      layoutFits = false;
      LOG.error("Redis cannot be used: {}", failure.getMessage());
    }
  }

  private Future<Void> check(RedisNodes own) {
    return DataLayout.check(own)
        .compose(fits -> ServerReport.askAll(own))
        .compose(
            reports ->
                wasUnreachable && !durability.isKnown()
                    ? vertx.timer(RECOVERY_MILLIS, TimeUnit.MILLISECONDS).map(reports)
                    : Future.succeededFuture(reports))
        .map(
            reports -> {
              durability.update(reports);
              layoutFits = true;
              return null;
            });
  }

  /** Returns whether the layout of the data is known to be supported. */
  public boolean isUsable() {
    return layoutFits;
  }

  /**
   * Returns whether Redis was checked and, in strict, no setting is known to violate durability.
   */
  public boolean isReady() {
    return layoutFits && durability.isKept();
  }

  /** Returns the latest report; empty before the first. */
  public Optional<RedisReport> report() {
    return durability.report();
  }

  /** Returns the number of replicas that must have a change before it is answered. */
  public int replicasToAwait() {
    return durability.replicasToAwait();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    if (nodes != null) {
      nodes.close();
    }
    return Future.succeededFuture();
  }
}
