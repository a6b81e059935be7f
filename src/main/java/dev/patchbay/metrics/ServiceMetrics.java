package dev.patchbay.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** All meters of the service: its own, and those of the JVM. Safe to use from any thread. */
public final class ServiceMetrics implements AutoCloseable {

  /** Prometheus' text format. */
  public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** What scrapers that know it ask for. */
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Prometheus wants seconds, and no gauge that ends in _count. */
  private static final List<String> UNCONVENTIONAL =
      List.of("process.cpu.time", "system.cpu.count");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final RequestMetrics requests;
  private final RedisMetrics redis;
  private final EventLoopLag lag = new EventLoopLag(System::nanoTime);
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Enum<?>, Counter> admitted = new ConcurrentHashMap<>();
  private final Map<Enum<?>, Counter> refused = new ConcurrentHashMap<>();

  public ServiceMetrics() {
    UNCONVENTIONAL.forEach(
        name -> registry.config().meterFilter(MeterFilter.denyNameStartsWith(name)));
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    FunctionCounter.builder("process.cpu", ProcessHandle.current(), ServiceMetrics::cpuSeconds)
        .description("Time that the process has had a processor")
        .baseUnit("seconds")
        .register(registry);
    requests = new RequestMetrics(registry);
    redis = new RedisMetrics(registry);
    TimeGauge.builder("patchbay.event.loop.lag", lag::nanosMax, TimeUnit.NANOSECONDS)
        .description("The latest that an event loop was with a timer in the last seconds")
        .register(registry);
    Gauge.builder("patchbay.http.connections", connections::get)
        .description("Connections of callers that are open")
        .register(registry);
    Gauge.builder("patchbay.build.info", () -> 1)
        .description("What is running")
        .tag("version", version())
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
  }

  /** As the jar's manifest says; classes that run from a directory have none. */
  private static String version() {
    return Objects.requireNonNullElse(
        ServiceMetrics.class.getPackage().getImplementationVersion(), "unpackaged");
  }

  /** What requests did. */
  public RequestMetrics requests() {
    return requests;
  }

  /** What went on between the service and Redis. */
  public RedisMetrics redis() {
    return redis;
  }

  /** Measures from now on how late the event loop that calls this is. */
  public void watchEventLoop(Vertx vertx) {
    lag.watch(vertx);
  }

  /** A caller has connected, or is gone. */
  public void connectionsChanged(int by) {
    connections.addAndGet(by);
  }

  /** Where to ask how many lines the log has lost. */
  public void logEventsDropped(LongSupplier count) {
    FunctionCounter.builder(
            "patchbay.log.events.dropped", count, counter -> (double) counter.getAsLong())
        .description("Lines that were not logged because the log could not be written fast enough")
        .register(registry);
  }

  /** Counts nothing yet, so that what never happens is seen as 0. */
  public void expectThrottleDeciders(Collection<? extends Enum<?>> deciders) {
    deciders.forEach(
        decider -> {
          throttleCounter(decider, true);
          throttleCounter(decider, false);
        });
  }

  /**
   * Counts one decision of the throttle.
   *
   * @param decider who decided, one constant of an enum
   */
  public void throttleDecided(Enum<?> decider, boolean admission) {
    throttleCounter(decider, admission).increment();
  }

  private Counter throttleCounter(Enum<?> decider, boolean admission) {
    return cached(
        admission ? admitted : refused,
        decider,
        unseen ->
            Counter.builder("patchbay.throttle.decisions")
                .description("Requests by who decided on them and whether they were admitted")
                .tag("decider", label(unseen))
                .tag("admitted", String.valueOf(admission))
                .register(registry));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What is there costs one look, without a lock. */
  static <K, V> V cached(Map<K, V> cache, K key, Function<K, V> maker) {
    V known = cache.get(key);
    return known != null ? known : cache.computeIfAbsent(key, maker);
  }

  /**
   * All meters.
   *
   * @param format {@link #TEXT} or {@link #OPEN_METRICS}
   */
  public String scrape(String format) {
    return registry.scrape(format);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
