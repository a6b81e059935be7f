package dev.patchbay.server;

import dev.patchbay.http.Health;
import dev.patchbay.http.LoopLag;
import dev.patchbay.store.redis.monitor.RedisMonitor;
import dev.patchbay.store.redis.monitor.RedisReport;
import dev.patchbay.throttle.Admission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The health of the service, from its components as they start. It never calls Redis, because an
 * outage would make all replicas unready at once.
 */
final class ServiceHealth implements Health {

  /** Requests that would wait a second should go to another replica. */
  private static final long READY_LAG_MILLIS_MAX = 1_000;

  /** No pause of the JVM and no busy machine takes so long, only an endless loop. */
  private static final long ALIVE_LAG_MILLIS_MAX = 10_000;

  private static final String VERSION =
      Objects.requireNonNullElse(
          ServiceHealth.class.getPackage().getImplementationVersion(), "development");

  private final String redisMode;
  private final RedisState redis;
  private final LongSupplier nanoClock;
  private final long begunNanos;
  private final List<LoopLag> lags = new CopyOnWriteArrayList<>();
  private volatile @Nullable RedisMonitor monitor;
  private volatile boolean started;
  private volatile boolean draining;
  private volatile Admission.@Nullable Decider throttledBy;

  /**
   * @param redisMode as in the settings
   * @param nanoClock the clock of the components too, such as {@code System::nanoTime}
   */
  ServiceHealth(String redisMode, RedisState redis, LongSupplier nanoClock) {
    this.redisMode = redisMode;
    this.redis = redis;
    this.nanoClock = nanoClock;
    this.begunNanos = nanoClock.getAsLong();
  }

  void watch(RedisMonitor watching) {
    monitor = watching;
  }

  void watch(LoopLag lag) {
    lags.add(lag);
  }

  void started() {
    started = true;
  }

  /** Makes the service unready. */
  void draining() {
    draining = true;
  }

  void throttled(Admission admission) {
    throttledBy = admission.decider();
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  @Override
  public boolean isAlive() {
    return lagMillis() < ALIVE_LAG_MILLIS_MAX;
  }

  @Override
  public List<String> unreadiness() {
    RedisMonitor watching = monitor;
    List<String> reasons = new ArrayList<>();
    if (!started) {
      reasons.add("starting");
    }
    if (draining) {
      reasons.add("draining");
    }
    if (started && watching != null && !watching.isReady()) {
      reasons.add(
          watching.isUsable()
              ? "Redis is not set up for strict durability"
              : "the layout of the data in Redis is not known to fit");
    }
    if (lagMillis() >= READY_LAG_MILLIS_MAX) {
      reasons.add("an event loop is late");
    }
    return reasons;
  }

  private long lagMillis() {
    return lags.stream().mapToLong(LoopLag::millis).max().orElse(0);
  }

  @Override
  public Map<String, Object> detail() {
    List<String> unreadiness = unreadiness();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("version", VERSION);
    detail.put("uptimeSeconds", secondsSince(begunNanos));
    detail.put("started", started);
    detail.put("draining", draining);
    detail.put("ready", unreadiness.isEmpty());
    detail.put("notReadyBecause", unreadiness);
    detail.put("eventLoopLagMillis", lags.stream().map(LoopLag::millis).toList());
    detail.put("throttleCounter", throttleCounter());
    detail.put("redis", redisDetail());
    return detail;
  }

  private Map<String, Object> redisDetail() {
    RedisMonitor watching = monitor;
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("mode", redisMode);
    detail.put("circuitsOpen", redis.circuitsOpen());
    redis
        .lastFault()
        .ifPresent(
            last ->
                detail.put(
                    "lastFault",
                    Map.of("fault", last.label(), "secondsAgo", secondsSince(last.nanos()))));
    detail.put("layoutFits", watching != null && watching.isUsable());
    if (watching != null) {
      watching.report().ifPresent(report -> put(detail, report));
    }
    return detail;
  }

  private void put(Map<String, Object> detail, RedisReport report) {
    Map<String, Object> settings = new TreeMap<>();
    report
        .settings()
        .forEach(
            (name, setting) ->
                settings.put(
                    name, Map.of("value", setting.value(), "verdict", label(setting.verdict()))));
    detail.put("checkedSecondsAgo", secondsSince(report.nanos()));
    detail.put("masters", report.masters());
    detail.put("durability", label(report.level()));
    detail.put("settings", settings);
  }

  private String throttleCounter() {
    Admission.Decider decider = throttledBy;
    if (decider == null) {
      return "not asked yet";
    }
    return switch (decider) {
      case OFF -> "off";
      case COUNTER, REFUSAL_MEMORY -> "answers";
      case LOCAL_BUCKET -> "away";
    };
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private long secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong() - nanos);
  }
}
