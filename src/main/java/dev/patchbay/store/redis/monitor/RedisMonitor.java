package dev.patchbay.store.redis.monitor;

import dev.patchbay.model.Durability;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.redis.connection.CircuitBreaker;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.SettingVerdict;
import dev.patchbay.store.redis.layout.DataLayout;
import dev.patchbay.store.redis.sweep.Sweeper;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares Redis with what it is used for, at the start and from time to time: the layout of its
 * data, and the settings that the level of durability needs. A Redis that is away at the start is
 * asked until it is there. What was found can be read from any thread.
 */
public final class RedisMonitor extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(RedisMonitor.class);

  /** Settings change by hand; half a minute is soon enough for a hand. */
  private static final long PERIOD_MILLIS = 30_000;

  /** Until the first answer requests are refused. */
  private static final long FIRST_PERIOD_MILLIS = 250;

  /**
   * Where Redis was away at the start: the event loops that found it so have seen by then that it
   * is back, each after a probe that may hang and the next one.
   */
  private static final long RETURN_MILLIS = 2 * CircuitBreaker.PROBE_MILLIS_MAX;

  /** All keys are looked through for it; who removes a subtree sweeps it at once. */
  private static final long SWEEP_PERIOD_MILLIS = 600_000;

  /** Far more than a check takes, and well before a start is given up. */
  private static final long FIRST_CHECK_MILLIS_MAX = 10_000;

  private final Promise<Void> firstCheck = Promise.promise();
  private final ResourceTypes types;
  private final Function<Vertx, RedisNodes> connect;
  private final Optional<Durability> wanted;
  private final RedisMeter meter;
  private final long periodMillis;
  private @Nullable RedisNodes nodes;
  private boolean wasAway;
  private boolean stopped;
  private volatile boolean layoutFits;
  private volatile @Nullable Durability level;
  private volatile @Nullable RedisReport report;
  private volatile Map<DurabilityCheck.Setting, SettingVerdict> verdicts = Map.of();

  /**
   * A monitor with a way to Redis of its own.
   *
   * @param wanted empty: strict where replicas are connected at the first answer, else standard
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
    this.wanted = wanted;
    this.meter = meter;
    this.periodMillis = periodMillis;
  }

  /**
   * Fails where the data in Redis has a layout that is not ours. Completes before the check does
   * where that takes long, for a migration is not a failed start.
   */
  @Override
  public Future<?> start() {
    RedisNodes own = connect.apply(vertx);
    nodes = own;
    own.warm()
        .transform(warm -> check(own))
        .recover(
            failure ->
                failure instanceof RedisFailure away ? notYet(away) : Future.failedFuture(failure))
        .onFailure(this::unless)
        .onSuccess(
            checked -> {
              checkLater(own);
              sweep(own, new Sweeper(types, vertx, own));
            })
        .onComplete(firstCheck);
    Promise<Void> started = Promise.promise();
    firstCheck.future().onComplete(checked -> started.tryComplete(), started::tryFail);
    vertx
        .timer(FIRST_CHECK_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .onSuccess(due -> started.tryComplete());
    return started.future();
  }

  /**
   * Completes when Redis was asked for the first time, a migration included; fails as that does.
   */
  public Future<?> firstCheck() {
    return firstCheck.future();
  }

  private Future<Void> notYet(RedisFailure away) {
    wasAway = true;
    LOG.warn("Redis cannot be checked yet: {}: {}", away.fault(), away.getMessage());
    return Future.succeededFuture();
  }

  private void checkLater(RedisNodes own) {
    vertx
        .timer(level == null ? FIRST_PERIOD_MILLIS : periodMillis, TimeUnit.MILLISECONDS)
        .onSuccess(
            due -> {
              if (!stopped) {
                check(own).onFailure(this::unless).onComplete(checked -> checkLater(own));
              }
            });
  }

  /** What a process that has ended, or lost its connections, has not swept. */
  private void sweep(RedisNodes own, Sweeper sweeper) {
    if (stopped) {
      return;
    }
    (layoutFits ? sweeper.sweepAll() : Future.<Void>succeededFuture())
        .onFailure(failure -> LOG.warn("Removed subtrees are swept later: {}", failure.toString()))
        .onComplete(
            swept ->
                vertx
                    .timer(layoutFits ? SWEEP_PERIOD_MILLIS : periodMillis, TimeUnit.MILLISECONDS)
                    .onSuccess(due -> sweep(own, sweeper)));
  }

  /** What was found before stands while Redis is away: whether it answers is not asked here. */
  private void unless(Throwable failure) {
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
                wasAway && level == null
                    ? vertx.timer(RETURN_MILLIS, TimeUnit.MILLISECONDS).map(reports)
                    : Future.succeededFuture(reports))
        .map(this::take);
  }

  private @Nullable Void take(List<ServerReport> reports) {
    int replicas = reports.stream().mapToInt(ServerReport::replicas).min().orElse(0);
    Durability known = level;
    Durability judge =
        known != null
            ? known
            : wanted.orElse(replicas > 0 ? Durability.STRICT : Durability.STANDARD);
    Map<DurabilityCheck.Setting, SettingVerdict> found = DurabilityCheck.judgeAll(judge, reports);
    if (!found.equals(verdicts)) {
      LOG.info("Durability {}; masters: {}, replicas of each: {}", judge, reports.size(), replicas);
      tell(found, reports);
    }
    found.forEach((setting, verdict) -> meter.durability(setting.directive(), verdict));
    meter.durabilityLevel(judge);
    report = report(judge, found, reports);
    verdicts = found;
    layoutFits = true;
    level = judge;
    return null;
  }

  private static RedisReport report(
      Durability judge,
      Map<DurabilityCheck.Setting, SettingVerdict> found,
      List<ServerReport> reports) {
    Map<String, RedisReport.Setting> settings = new HashMap<>();
    found.forEach(
        (setting, verdict) ->
            settings.put(
                setting.directive(),
                new RedisReport.Setting(
                    ServerReport.value(reports, setting.directive()), verdict)));
    return new RedisReport(
        reports.stream().map(server -> server.address().toString()).toList(),
        judge,
        settings,
        System.nanoTime());
  }

  private static void tell(
      Map<DurabilityCheck.Setting, SettingVerdict> found, List<ServerReport> reports) {
    found.forEach(
        (setting, verdict) -> {
          String value = ServerReport.value(reports, setting.directive());
          if (verdict == SettingVerdict.HOLDS) {
            LOG.info("Redis: {} is {}", setting.directive(), value);
          } else {
            LOG.warn("Redis: {} is {}: {}", setting.directive(), value, verdict);
          }
        });
  }

  /** Whether the data may be read and written: it was seen once that its layout is ours. */
  public boolean isUsable() {
    return layoutFits;
  }

  /** Whether Redis was checked, and in strict no setting is known to break the promise. */
  public boolean isReady() {
    return layoutFits
        && (level != Durability.STRICT || !verdicts.containsValue(SettingVerdict.BROKEN));
  }

  /** What the latest answer was; empty before the first. */
  public Optional<RedisReport> report() {
    return Optional.ofNullable(report);
  }

  /** How many replicas must have a change before it is answered. */
  public int replicasToAwait() {
    Durability known = level;
    return known == null ? 0 : known.replicasToAwait();
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
