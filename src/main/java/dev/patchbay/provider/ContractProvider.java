package dev.patchbay.provider;

import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.RedisMode;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.server.ListenPort;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceDefinition;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.topology.RedisTopology;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service in contract mode: a complete service, on a Redis of its own unless one is configured,
 * and the endpoint {@code POST /provider-states}.
 */
public final class ContractProvider implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContractProvider.class);

  /**
   * The addresses to listen on.
   *
   * @param port of the service, on PATCHBAY_HTTP_HOST; 0 for a free one
   * @param statesHost of the endpoint for states, which changes the service for everyone
   * @param statesPort 0 for a free one
   */
  public record Options(int port, String statesHost, int statesPort) {

    /** Free ports of loopback. */
    public static final Options FREE_PORTS = new Options(0, "127.0.0.1", 0);
  }

  /**
   * The settings that contract mode decides itself, because only its proxy is reachable for
   * callers.
   */
  private static final List<String> OWN_SETTINGS =
      List.of(
          "PATCHBAY_AUTH",
          "PATCHBAY_CREDENTIALS_FILE",
          "PATCHBAY_TLS_CERT_FILE",
          "PATCHBAY_TLS_KEY_FILE",
          "PATCHBAY_REDIS_URI_FILE",
          "PATCHBAY_THROTTLE_REDIS_URI",
          "PATCHBAY_THROTTLE_REDIS_URI_FILE",
          "PATCHBAY_DATA_DIR");

  /**
   * Verifications run on busy machines and on a JVM that has just started, so the default deadlines
   * would be missed. A write that is always overtaken makes ten attempts, with a change of another
   * replica in each, and must be told so and not that its time is over.
   */
  private static final Map<String, String> DEADLINES =
      Map.of(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "2000",
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "2000",
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "9000");

  private static final int SECONDS_MAX = 30;

  private final ResigningProxy proxy;
  private final StatesEndpoint endpoint;
  private final ScenarioFixture fixture;
  private final String host;
  private final String statesHost;
  private final Deque<AutoCloseable> parts;

  private ContractProvider(
      ResigningProxy proxy,
      StatesEndpoint endpoint,
      ScenarioFixture fixture,
      String host,
      String statesHost,
      Deque<AutoCloseable> parts) {
    this.proxy = proxy;
    this.endpoint = endpoint;
    this.fixture = fixture;
    this.host = host;
    this.statesHost = statesHost;
    this.parts = parts;
  }

  /** Starts with free ports, on a new embedded Redis. Blocks. */
  public static ContractProvider start() throws Exception {
    return start(Options.FREE_PORTS, Map.of());
  }

  /**
   * Starts everything and returns when requests are answered. Blocks.
   *
   * @param environment the settings of the service; those of callers, TLS, the throttle and the
   *     data directory are ignored
   * @throws Exception naming the part that could not be started; all other parts are stopped then
   */
  public static ContractProvider start(Options options, Map<String, String> environment)
      throws Exception {
    return start(ServiceDefinition.API_GATEWAY, options, environment);
  }

  /** Starts a service of other types, else as {@link #start(Options, Map)}. */
  static ContractProvider start(
      ServiceDefinition definition, Options options, Map<String, String> environment)
      throws Exception {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    // A test run that is aborted during the start must stop its Redis too.
    Thread ending = new Thread(() -> closeAll(parts), "contract-provider-end");
    Runtime.getRuntime().addShutdownHook(ending);
    push(parts, () -> removeHook(ending));
    try {
      return start(definition, options, environment, parts);
    } catch (Exception e) {
      closeAll(parts);
      throw e;
    }
  }

  private static void push(Deque<AutoCloseable> parts, AutoCloseable part) {
    synchronized (parts) {
      parts.push(part);
    }
  }

  private static void removeHook(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException ignored) {
      // The hook runs already; closing twice has no effect.
    }
  }

  private static ContractProvider start(
      ServiceDefinition definition,
      Options options,
      Map<String, String> environment,
      Deque<AutoCloseable> parts)
      throws Exception {
    ServiceConfig config = ServiceConfig.from(environment);
    ListenPort port = new ListenPort(config.http().host(), options.port(), "--port");
    ListenPort statesPort =
        new ListenPort(options.statesHost(), options.statesPort(), "--states-port");
    ListenPort.checkAll(List.of(port, statesPort));
    Path directory = Files.createTempDirectory("patchbay-provider");
    push(parts, () -> deleteAll(directory));
    RedisTopology.Standalone redis = redis(config.redis(), directory, parts);

    Map<String, String> settings = new HashMap<>(environment);
    settings.keySet().removeAll(OWN_SETTINGS);
    DEADLINES.forEach(settings::putIfAbsent);
    settings.putIfAbsent("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_HTTP_HOST", "127.0.0.1");
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_EVENT_LOOPS", "1");
    settings.put("PATCHBAY_SHUTDOWN_SECONDS", "1");

    String accountId = config.account().accountId();
    PatchbayServer replica = replica(definition, settings, redis.address());
    push(parts, replica);
    RaceInjector races =
        new RaceInjector(
            definition.types(), new ServiceCalls(replica.address(), (head, body) -> Map.of()));
    InetSocketAddress target =
        new InetSocketAddress(redis.address().getHost(), redis.address().getPort());
    TcpProxy relay = TcpProxy.to(target, races::tap);
    push(parts, relay);

    Callers callers = new Callers(accountId, config.account().region());
    Path file = Files.writeString(directory.resolve("callers"), callers.file());
    PatchbayServer service = service(definition, settings, at(redis.address(), relay.port()), file);
    push(parts, service);

    Vertx vertx = Vertx.vertx();
    push(parts, () -> await(vertx.close()));
    AtomicBoolean requested = new AtomicBoolean();
    ResigningProxy proxy =
        new ResigningProxy(
            config.http().host(),
            options.port(),
            service.address(),
            callers,
            () -> requested.set(true),
            races::writeEnded);
    await(port.explain(vertx.deployVerticle(proxy)));
    QuotaExhauster exhauster = new QuotaExhauster(vertx, redis, accountId);
    push(parts, exhauster);
    ScenarioFixture fixture =
        new ScenarioFixture(
            definition.types(),
            new ScenarioFixture.Environment(
                new ServiceCalls(replica.address(), (head, body) -> Map.of()),
                new ServiceCalls(
                    service.address(),
                    (head, body) -> callers.sign(Callers.Identity.READ_WRITE, head, body)),
                proxy,
                races,
                relay,
                exhauster),
            requested);
    // The first request is slow, so it is made before verifiers measure time.
    fixture.await(status -> status == 200);
    StatesEndpoint endpoint =
        new StatesEndpoint(options.statesHost(), options.statesPort(), fixture);
    await(statesPort.explain(vertx.deployVerticle(endpoint)));
    push(parts, fixture::tearDown);
    return new ContractProvider(
        proxy, endpoint, fixture, config.http().host(), options.statesHost(), parts);
  }

  private static RedisTopology.Standalone redis(
      RedisConfig config, Path directory, Deque<AutoCloseable> parts) throws Exception {
    if (config.isEmbedded()) {
      // The data does not outlive the process.
      EmbeddedRedis embedded = EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC);
      push(parts, embedded);
      return new RedisTopology.Standalone(embedded.uri());
    }
    if (config.mode() != RedisMode.STANDALONE || config.isTls()) {
      throw new IllegalArgumentException(
          "contract mode needs a Redis that a proxy can relay to: one server, without TLS");
    }
    return new RedisTopology.Standalone(
        config.uris().get(0),
        new RedisAccess(false, Optional.empty(), config.login().user(), config.login().password()));
  }

  private static PatchbayServer replica(
      ServiceDefinition definition, Map<String, String> settings, URI redis) throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("PATCHBAY_REDIS_URI", redis.toString());
    own.put("PATCHBAY_MANAGEMENT_PORT", "0");
    own.put("PATCHBAY_THROTTLE_RATE", "0");
    return PatchbayServer.start(definition, ServiceConfig.from(own));
  }

  private static PatchbayServer service(
      ServiceDefinition definition, Map<String, String> settings, URI redis, Path callers)
      throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("PATCHBAY_REDIS_URI", redis.toString());
    own.put("PATCHBAY_CREDENTIALS_FILE", callers.toString());
    own.put("PATCHBAY_THROTTLE_RATE", String.valueOf((int) QuotaExhauster.LIMIT.ratePerSecond()));
    own.put("PATCHBAY_THROTTLE_BURST", String.valueOf(QuotaExhauster.LIMIT.burst()));
    return PatchbayServer.start(definition, ServiceConfig.from(own));
  }

  private static URI at(URI redis, int relayPort) {
    String login = redis.getRawUserInfo() == null ? "" : redis.getRawUserInfo() + "@";
    return URI.create("redis://" + login + "127.0.0.1:" + relayPort);
  }

  /** Returns the address for the requests of contracts. */
  public URI url() {
    return ListenPort.address("http", host, proxy.port());
  }

  /** Returns the address of the provider states. */
  public URI statesUrl() {
    return ListenPort.address("http", statesHost, endpoint.port()).resolve("/provider-states");
  }

  /**
   * Sets up a state, as the endpoint does. Blocks.
   *
   * @return the values for generators
   * @throws RuntimeException with the reason when it cannot be set up
   */
  public Map<String, Object> setUp(String state, Map<String, Object> parameters) {
    return fixture.setUp(state, parameters);
  }

  /** Tears all states down. Blocks. */
  public void tearDown() {
    fixture.tearDown();
  }

  /** Returns the addresses in one line, for the operator. */
  public String announcement() {
    return "Patchbay in contract mode listens on %s and signs for everyone. States: %s."
        .formatted(url(), statesUrl());
  }

  /** Tears all states down and stops all parts. Blocks. */
  @Override
  public void close() {
    closeAll(parts);
  }

  /** Closes in the reverse order of the start. A second thread waits for the first one. */
  private static void closeAll(Deque<AutoCloseable> parts) {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) {
          LOG.warn("A part was not closed", e);
        }
      }
    }
  }

  private static void await(Future<?> work) throws TimeoutException {
    work.await(SECONDS_MAX, TimeUnit.SECONDS);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
