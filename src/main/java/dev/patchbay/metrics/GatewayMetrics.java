package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** The meters of the gateway's connections and frames. Safe for all threads. */
public final class GatewayMetrics {

  /** Upper bounds: a mock takes less than a millisecond, and an integration 29 seconds at most. */
  static final Duration[] BUCKETS =
      LongStream.of(1, 5, 10, 25, 50, 100, 250, 1_000, 5_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final GatewayEventMetrics events;
  private final IntegrationMetrics integrations;
  private final ConnectionCommandMetrics commands;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger slow = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Enum<?>, Counter> closed = new ConcurrentHashMap<>();
  private final Counter opened;
  private final Counter takenOver;
  private final Counter received;
  private final Counter sent;

  GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    events = new GatewayEventMetrics(registry);
    integrations = new IntegrationMetrics(registry);
    commands = new ConnectionCommandMetrics(registry);
    gauge("connections", "WebSocket connections that are open", connections::get);
    gauge("slow.consumers", "Clients that do not read their messages", slow::get);
    gauge("messages.waiting", "Messages that wait for earlier messages", waiting::get);
    opened =
        Counter.builder("patchbay.gateway.connections.opened")
            .description("Handshakes that became connections")
            .register(registry);
    takenOver =
        Counter.builder("patchbay.gateway.connections.taken.over")
            .description("Connections of dead replicas whose ends this process has run")
            .register(registry);
    received = frames("in");
    sent = frames("out");
  }

  private Counter frames(String direction) {
    return Counter.builder("patchbay.gateway.frames")
        .description("Frames of clients, and messages to them")
        .tag("direction", direction)
        .register(registry);
  }

  private void gauge(String name, String description, LongSupplier value) {
    Gauge.builder("patchbay.gateway." + name, value, each -> (double) each.getAsLong())
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** Returns the meters of events. */
  public GatewayEventMetrics events() {
    return events;
  }

  /** Returns the meters of the calls of backends. */
  public IntegrationMetrics integrations() {
    return integrations;
  }

  /** Returns the meters of commands to connections. */
  public ConnectionCommandMetrics commands() {
    return commands;
  }

  /**
   * Registers the meters of a process that runs a gateway.
   *
   * @param connectionsMax of all event loops
   * @param pendingBytes of messages that wait or run
   */
  public void limits(long connectionsMax, LongSupplier pendingBytes) {
    gauge("connections.limit", "Connections that the process takes", () -> connectionsMax);
    gauge("pending.bytes", "The memory of messages that wait or run", pendingBytes);
  }

  /** Registers the number of connections that other replicas can find here. */
  public void registered(IntSupplier connections) {
    gauge("connections.registered", "Connections in the registry", connections::getAsInt);
  }

  /** Registers the counters of ended connections, so that causes which never happen are 0. */
  public void expectCloses(Collection<? extends Enum<?>> causes) {
    causes.forEach(this::closedBy);
  }

  /** Counts a connection. */
  public void opened() {
    connections.incrementAndGet();
    opened.increment();
  }

  /**
   * Counts the end of a connection.
   *
   * @param cause one constant of an enum
   */
  public void closed(Enum<?> cause) {
    connections.decrementAndGet();
    closedBy(cause).increment();
  }

  private Counter closedBy(Enum<?> cause) {
    return cached(
        closed,
        cause,
        unseen ->
            Counter.builder("patchbay.gateway.connections.closed")
                .description("Connections that have ended, by cause")
                .tag("cause", label(unseen))
                .register(registry));
  }

  /** Counts the end of a connection of a dead replica. */
  public void takenOver() {
    takenOver.increment();
  }

  /** Counts a frame of a client. */
  public void received() {
    received.increment();
  }

  /** Counts a message to a client. */
  public void sent() {
    sent.increment();
  }

  /** Counts messages that wait for earlier ones. */
  public void waitingChanged(int by) {
    waiting.addAndGet(by);
  }

  /** Counts clients that do not read. */
  public void slowChanged(int by) {
    slow.addAndGet(by);
  }
}
