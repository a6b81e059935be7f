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

/** All meters of the service: its own, and the meters of the JVM. Safe for use by many threads. */
public final class ServiceMetrics implements AutoCloseable {

  /** The media type of Prometheus' text format. */
  public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** The media type of OpenMetrics, for scrapers that accept it. */
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Prometheus requires seconds, and no gauge that ends in _count. */
  private static final List<String> UNCONVENTIONAL =
      List.of("process.cpu.time", "system.cpu.count");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final RequestMetrics requests;
  private final RedisMetrics redis;
  private final EvaluationMetrics evaluations;
  private final GatewayMetrics gateway;
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
    evaluations = new EvaluationMetrics(registry);
    gateway = new GatewayMetrics(registry);
    TimeGauge.builder("patchbay.event.loop.lag", lag::nanosMax, TimeUnit.NANOSECONDS)
        .description("The largest delay of an event loop in the last seconds")
        .register(registry);
    Gauge.builder("patchbay.http.connections", connections::get)
        .description("Connections of callers that are open")
        .register(registry);
    Gauge.builder("patchbay.build.info", () -> 1)
        .description("The version of the service")
        .tag("version", version())
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
  }

  /** Returns the version in the manifest of the jar; classes of a directory have none. */
  private static String version() {
    return Objects.requireNonNullElse(
        ServiceMetrics.class.getPackage().getImplementationVersion(), "unpackaged");
  }

  /** Returns the meters of requests. */
  public RequestMetrics requests() {
    return requests;
  }

  /** Returns the meters of the connections to Redis. */
  public RedisMetrics redis() {
    return redis;
  }

  /** The meters of evaluations. */
  public EvaluationMetrics evaluations() {
    return evaluations;
  }

  /** The meters of the gateway. */
  public GatewayMetrics gateway() {
    return gateway;
  }

  /** Starts to measure the lag of the calling event loop. */
  public void watchEventLoop(Vertx vertx) {
    lag.watch(vertx);
  }

  /** Counts open connections of callers. */
  public void connectionsChanged(int by) {
    connections.addAndGet(by);
  }

  /** Registers the count of dropped log lines. */
  public void logEventsDropped(LongSupplier count) {
    FunctionCounter.builder(
            "patchbay.log.events.dropped", count, counter -> (double) counter.getAsLong())
        .description("Lines that were not logged because the log could not be written fast enough")
        .register(registry);
  }

  /** Registers the counters, so that events which never happen are 0. */
  public void expectThrottleDeciders(Collection<? extends Enum<?>> deciders) {
    deciders.forEach(
        decider -> {
          throttleCounter(decider, true);
          throttleCounter(decider, false);
        });
  }

  /**
   * Counts a decision of the throttle.
   *
   * @param decider the source of the decision, a constant of an enum
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
                .description("Requests by source of the decision and whether they were admitted")
                .tag("decider", label(unseen))
                .tag("admitted", String.valueOf(admission))
                .register(registry));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A lookup of an existing counter takes no lock. */
  static <K, V> V cached(Map<K, V> cache, K key, Function<K, V> maker) {
    V known = cache.get(key);
    return known != null ? known : cache.computeIfAbsent(key, maker);
  }

  /**
   * Returns all meters as text.
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
