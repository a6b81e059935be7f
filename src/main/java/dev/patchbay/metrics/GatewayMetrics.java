package dev.patchbay.metrics;

import static dev.patchbay.metrics.ServiceMetrics.cached;
import static dev.patchbay.metrics.ServiceMetrics.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** The meters of the gateway. Safe for all threads. */
public final class GatewayMetrics {

  /** Upper bounds: a mock takes less than a millisecond, and an integration 29 seconds at most. */
  private static final Duration[] BUCKETS =
      LongStream.of(1, 5, 10, 25, 50, 100, 250, 1_000, 5_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Ran(Enum<?> route, Enum<?> outcome) {}

  private record Called(String type, Enum<?> outcome) {}

  private record Command(Enum<?> place, Enum<?> outcome) {}

  private final MeterRegistry registry;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger slow = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Ran, Counter> events = new ConcurrentHashMap<>();
  private final Map<Enum<?>, Timer> durations = new ConcurrentHashMap<>();
  private final Map<Enum<?>, Counter> closed = new ConcurrentHashMap<>();
  private final Map<Called, Timer> calls = new ConcurrentHashMap<>();
  private final Map<Command, Counter> commands = new ConcurrentHashMap<>();
  private final Counter opened;
  private final Counter takenOver;
  private final Counter received;
  private final Counter sent;

  GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("connections", "WebSocket connections that are open", connections::get);
    gauge("slow.consumers", "Clients that do not read what is sent to them", slow::get);
    gauge("messages.waiting", "Messages that wait for those before them", waiting::get);
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

  /** Registers the meters, so that events which never happen are 0. */
  public void expect(
      Collection<? extends Enum<?>> routes,
      Collection<? extends Enum<?>> outcomes,
      Collection<? extends Enum<?>> causes) {
    for (Enum<?> route : routes) {
      duration(route);
      outcomes.forEach(outcome -> events(new Ran(route, outcome)));
    }
    causes.forEach(this::closedBy);
  }

  /**
   * Records an event that has run.
   *
   * @param route its kind, one constant of an enum
   * @param outcome its kind, one constant of an enum
   */
  public void ran(Enum<?> route, Enum<?> outcome, long nanos) {
    events(new Ran(route, outcome)).increment();
    duration(route).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter events(Ran ran) {
    return cached(
        events,
        ran,
        unseen ->
            Counter.builder("patchbay.gateway.events")
                .description("Handshakes, messages and disconnections by route and outcome")
                .tag("route", label(unseen.route()))
                .tag("outcome", label(unseen.outcome()))
                .register(registry));
  }

  private Timer duration(Enum<?> route) {
    return cached(
        durations,
        route,
        unseen ->
            Timer.builder("patchbay.gateway.event.duration")
                .description("From the arrival of an event to its outcome")
                .tag("route", label(unseen))
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
  }

  /** Registers the meters of calls of integrations of these types. */
  public void expectCalls(Collection<String> types, Collection<? extends Enum<?>> outcomes) {
    types.forEach(type -> outcomes.forEach(outcome -> calls(new Called(type, outcome))));
  }

  /**
   * Records the call of a backend.
   *
   * @param type of the integration, of which schemas allow four
   * @param outcome one constant of an enum
   */
  public void called(String type, Enum<?> outcome, long nanos) {
    calls(new Called(type, outcome)).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer calls(Called called) {
    return cached(
        calls,
        called,
        unseen ->
            Timer.builder("patchbay.gateway.integration.duration")
                .description("From the request to a backend to the end of its reply")
                .tag("type", unseen.type().toLowerCase(Locale.ROOT))
                .tag("outcome", label(unseen.outcome()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
  }

  /** Registers the meters of commands to connections at a place. */
  public void expectCommands(Enum<?> place, Collection<? extends Enum<?>> outcomes) {
    outcomes.forEach(outcome -> commands(new Command(place, outcome)));
  }

  /**
   * Counts a command of a backend to a connection.
   *
   * @param place of the socket, one constant of an enum
   * @param outcome one constant of an enum
   */
  public void ranCommand(Enum<?> place, Enum<?> outcome) {
    commands(new Command(place, outcome)).increment();
  }

  private Counter commands(Command command) {
    return cached(
        commands,
        command,
        unseen ->
            Counter.builder("patchbay.gateway.commands")
                .description("Requests to connections by place of the socket and outcome")
                .tag("place", label(unseen.place()))
                .tag("outcome", label(unseen.outcome()))
                .register(registry));
  }

  /** Registers the number of connections that other replicas can find here. */
  public void registered(IntSupplier connections) {
    gauge("connections.registered", "Connections in the registry", connections::getAsInt);
  }

  /** Counts the end of a connection of a dead replica. */
  public void takenOver() {
    takenOver.increment();
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
