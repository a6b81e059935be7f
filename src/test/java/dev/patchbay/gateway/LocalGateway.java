package dev.patchbay.gateway;

import dev.patchbay.auth.ApiKeys;
import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Credential;
import dev.patchbay.auth.Credentials;
import dev.patchbay.auth.Role;
import dev.patchbay.auth.SigV4Verifier;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.EvaluationWorkers;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.gateway.backend.AddressGuard;
import dev.patchbay.gateway.backend.BackendIntegrations;
import dev.patchbay.gateway.backend.ServiceSigner;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.EventType;
import dev.patchbay.gateway.event.GatewayTracer;
import dev.patchbay.gateway.event.Outcome;
import dev.patchbay.gateway.event.RouteEvent;
import dev.patchbay.gateway.execution.AnsweredRequest;
import dev.patchbay.gateway.execution.EventObserver;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.gateway.execution.RanEvent;
import dev.patchbay.gateway.execution.RouteExecution;
import dev.patchbay.gateway.execution.RouteThrottle;
import dev.patchbay.gateway.http.DomainMappings;
import dev.patchbay.gateway.log.StageAccessLog;
import dev.patchbay.gateway.management.Management;
import dev.patchbay.gateway.recording.MessageRecordings;
import dev.patchbay.gateway.route.ApiSnapshot;
import dev.patchbay.gateway.socket.CountedConnections;
import dev.patchbay.gateway.socket.GatewayLimits;
import dev.patchbay.gateway.socket.LocalConnections;
import dev.patchbay.model.Limit;
import dev.patchbay.model.NetworkBlock;
import dev.patchbay.testkit.ManualClock;
import dev.patchbay.testkit.TestCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A gateway on a free port that serves what a test deploys, under a clock that stands still. */
public final class LocalGateway implements AutoCloseable {

  public static final String PATH = "/execute-api/" + SnapshotBuilder.API + "/prod";

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Map<String, ApiSnapshot> stages = new ConcurrentHashMap<>();

  /** The custom domain names. */
  final Map<String, Map<String, DomainMappings.MappedStage>> domains = new ConcurrentHashMap<>();

  /** The events that have run. */
  public final BlockingQueue<RouteEvent> events = new LinkedBlockingQueue<>();

  /** Their outcomes. */
  final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  /** The requests to HTTP APIs that are answered. */
  final BlockingQueue<AnsweredRequest> requests = new LinkedBlockingQueue<>();

  /** The types and the endings of the calls of HTTP APIs. */
  final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

  private final LocalConnections connections = new LocalConnections();
  public final CountedConnections counted = new CountedConnections();
  public final ManualClock clock = new ManualClock();

  /** The replacement of Lambda. */
  volatile LambdaFunctions functions = invocation -> Future.failedFuture("no function");

  /** The API keys of clients. */
  volatile ApiKeys apiKeys = ApiKeys.NONE;

  final PendingBytes pending;
  final GatewayVerticle verticle;

  /** The memory of all messages and bodies of a gateway with backends. */
  static final long MEMORY = 16_000_000;

  /** Backends may have all addresses that are not forbidden. */
  static final AddressGuard OPEN =
      new AddressGuard(List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0")));

  /** The services of AWS that its integrations call. */
  record Services(Optional<String> lambda, Map<String, String> endpoints, ServiceSigner signer) {

    static final Services NONE =
        new Services(
            Optional.empty(),
            Map.of(),
            new ServiceSigner("us-east-1", Optional.empty(), InstantSource.system()));
  }

  private LocalGateway(
      @Nullable Executor workers,
      GatewayLimits limits,
      int connectionsMax,
      AddressGuard guard,
      Optional<Path> certificates,
      PendingBytes pending,
      Optional<SigV4Verifier> verifier,
      Services services) {
    this.pending = pending;
    Evaluator evaluator = new Evaluator(EvaluationLimits.defaults(), () -> 0);
    RouteThrottle throttle = new RouteThrottle(clock, 1);
    verticle =
        new GatewayVerticle(
            new GatewayComponents(
                "127.0.0.1",
                0,
                "us-east-1",
                limits,
                connectionsMax,
                5,
                (own, options, listen) -> listen.apply(options),
                new EvaluationWorkers(
                    workers == null ? threads : workers, 1_000, Long.MAX_VALUE, clock),
                () -> new RouteExecution(evaluator, throttle),
                pending,
                new Management(
                    connections,
                    connections,
                    verifier,
                    new Caller(
                        "",
                        "000000000000",
                        Role.READWRITE,
                        OptionalInt.empty(),
                        OptionalInt.empty()),
                    "000000000000"),
                throttle,
                () -> apiKeys,
                observer(),
                GatewayTracer.NONE,
                new MessageRecordings(clock, InstantSource.system()),
                counted,
                clock),
            loop -> {
              BackendIntegrations backends =
                  new BackendIntegrations(
                      loop,
                      new BackendIntegrations.Components(
                          guard,
                          services.lambda(),
                          Map.of(),
                          services.endpoints(),
                          services.signer(),
                          new ApiArns("us-east-1", "000000000000"),
                          certificates,
                          Limit.BACKEND_CALLS.intValue(),
                          pending,
                          clock));
              return new GatewayLoopComponents(
                  (apiId, stage, known) ->
                      Future.succeededFuture(Optional.ofNullable(stages.get(apiId + "/" + stage))),
                  name -> loop.executeBlocking(() -> Optional.ofNullable(domains.get(name))),
                  apiId -> Future.succeededFuture(stageNames(apiId)),
                  backends,
                  invocation -> functions.invoke(invocation),
                  backends.proxied(),
                  (type, ending, nanos) -> calls.add(type + " " + ending),
                  backends::close);
            });
  }

  private EventObserver observer() {
    EventObserver recording =
        new EventObserver() {
          @Override
          public void ran(RanEvent ran) {
            events.add(ran.event());
            outcomes.add(ran.outcome());
          }

          @Override
          public void answered(AnsweredRequest request) {
            requests.add(request);
          }
        };
    return new StageAccessLog().and(recording);
  }

  public static LocalGateway start() throws Exception {
    return start(null, GatewayLimits.of(600_000, 7_200_000), 100);
  }

  public static LocalGateway start(
      @Nullable Executor workers, GatewayLimits limits, int connectionsMax) throws Exception {
    return start(
        new LocalGateway(
            workers,
            limits,
            connectionsMax,
            OPEN,
            Optional.empty(),
            new PendingBytes(1_000_000),
            Optional.empty(),
            Services.NONE));
  }

  /** A gateway with backends at addresses that a guard allows. */
  public static LocalGateway start(AddressGuard guard, Optional<Path> certificates)
      throws Exception {
    return start(
        new LocalGateway(
            null,
            GatewayLimits.of(600_000, 7_200_000),
            100,
            guard,
            certificates,
            new PendingBytes(MEMORY),
            Optional.empty(),
            Services.NONE));
  }

  /** Starts one that knows a caller of its account, and one of another account. */
  static LocalGateway startWithCallers() throws Exception {
    Credentials known =
        Credentials.of(
            List.of(
                credential(TestCaller.ALICE, "000000000000"),
                credential(TestCaller.BOB, "222222222222")));
    return start(new SigV4Verifier("execute-api", () -> known, InstantSource.system()));
  }

  private static Credential credential(TestCaller caller, String accountId) {
    return new Credential(
        new Caller(
            caller.keyId(), accountId, Role.READONLY, OptionalInt.empty(), OptionalInt.empty()),
        caller.secret(),
        null);
  }

  /** One that knows the keys of callers. */
  public static LocalGateway start(SigV4Verifier verifier) throws Exception {
    return start(
        new LocalGateway(
            null,
            GatewayLimits.of(600_000, 7_200_000),
            100,
            OPEN,
            Optional.empty(),
            new PendingBytes(1_000_000),
            Optional.of(verifier),
            Services.NONE));
  }

  /** A gateway whose functions are invoked at an endpoint. */
  static LocalGateway startInvoking(String endpoint) throws Exception {
    return startCalling(new Services(Optional.of(endpoint), Map.of(), Services.NONE.signer()));
  }

  /** A gateway whose integrations call services of AWS. */
  static LocalGateway startCalling(Services services) throws Exception {
    return start(
        new LocalGateway(
            null,
            GatewayLimits.of(600_000, 7_200_000),
            100,
            new AddressGuard(List.of()),
            Optional.empty(),
            new PendingBytes(MEMORY),
            Optional.empty(),
            services));
  }

  private static LocalGateway start(LocalGateway gateway) throws Exception {
    gateway.vertx.deployVerticle(gateway.verticle).await(20, TimeUnit.SECONDS);
    return gateway;
  }

  /** Serves an API from the next event on that finds its snapshot too old. */
  public LocalGateway deploy(SnapshotBuilder snapshot) {
    return deploy("prod", snapshot);
  }

  /** The same at a stage. */
  public LocalGateway deploy(String stage, SnapshotBuilder snapshot) {
    stages.put(SnapshotBuilder.API + "/" + stage, snapshot.build());
    clock.advanceMillis(500);
    return this;
  }

  /** The stages of an HTTP API. */
  private Optional<Set<String>> stageNames(String apiId) {
    Set<String> names =
        stages.entrySet().stream()
            .filter(each -> each.getValue().httpApi().isPresent())
            .filter(each -> each.getKey().startsWith(apiId + "/"))
            .map(each -> each.getKey().substring(apiId.length() + 1))
            .collect(Collectors.toSet());
    return Optional.of(names).filter(each -> !each.isEmpty());
  }

  public void removeStage() {
    stages.clear();
    clock.advanceMillis(500);
  }

  public int port() {
    return verticle.port();
  }

  public RawWebSocket connect(String... headers) throws IOException {
    return RawWebSocket.open(port(), PATH, headers);
  }

  /** Sends a request of a backend, and returns the connection with its answer. */
  RawWebSocket request(String method, String path, String body, String... headers)
      throws IOException {
    RawWebSocket backend = new RawWebSocket(port());
    backend.request(
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(
                method,
                path,
                port(),
                body.length(),
                String.join("", Arrays.stream(headers).map(each -> each + "\r\n").toList()),
                body));
    return backend;
  }

  /** The identifier of the connection whose handshake has run last. */
  String connectionId() throws InterruptedException {
    while (true) {
      RouteEvent event = Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "no event");
      if (event.type() == EventType.CONNECT) {
        return event.connection().connectionId();
      }
    }
  }

  /** The next end of a connection. */
  public RouteEvent disconnection() throws InterruptedException {
    while (true) {
      RouteEvent event = Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "no event");
      if (event.type() == EventType.DISCONNECT) {
        return event;
      }
    }
  }

  /** Undeploys it, as the service does when it stops. */
  void stop() throws Exception {
    stopping().await(20, TimeUnit.SECONDS);
  }

  /** The same without waiting for its end. */
  Future<Void> stopping() {
    return vertx.undeploy(vertx.deploymentIDs().iterator().next());
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
    threads.shutdownNow();
  }
}
