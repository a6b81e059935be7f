package dev.patchbay.provider;

import dev.patchbay.cases.IntegrationFile;
import dev.patchbay.cases.TestedIntegration;
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
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The service in contract mode: a complete service, on a Redis of its own unless one is configured,
 * the endpoint {@code POST /provider-states}, and messages at {@code POST /} of the service.
 */
public final class ContractProvider implements AutoCloseable {

  /**
   * The addresses to listen on, and the inputs beside states.
   *
   * @param port of the service, on PATCHBAY_HTTP_HOST; 0 for a free one
   * @param statesHost of the endpoint for states, which changes the service for everyone
   * @param statesPort 0 for a free one
   * @param integration of which messages are rendered where states set up none
   */
  public record Options(
      int port, String statesHost, int statesPort, Optional<TestedIntegration> integration) {

    /** Free ports of loopback. */
    public static final Options FREE_PORTS = new Options(0, "127.0.0.1", 0, Optional.empty());

    /** The same with an integration for messages. */
    public Options with(TestedIntegration given) {
      return new Options(port, statesHost, statesPort, Optional.of(given));
    }
  }

  private static final int SECONDS_MAX = 30;

  private final ResigningProxy proxy;
  private final StatesEndpoint endpoint;
  private final ScenarioFixture fixture;
  private final ContractMessages messages;
  private final String host;
  private final String statesHost;
  private final StartedParts parts;

  private ContractProvider(
      ResigningProxy proxy,
      StatesEndpoint endpoint,
      ScenarioFixture fixture,
      ContractMessages messages,
      String host,
      String statesHost,
      StartedParts parts) {
    this.proxy = proxy;
    this.endpoint = endpoint;
    this.fixture = fixture;
    this.messages = messages;
    this.host = host;
    this.statesHost = statesHost;
    this.parts = parts;
  }

  /** Reads exports of the service that contract mode runs. */
  public static IntegrationFile integrationFile() {
    return new IntegrationFile(ServiceDefinition.API_GATEWAY.types());
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
    StartedParts parts = StartedParts.closedWithTheProcess();
    try {
      return start(definition, options, environment, parts);
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  private static ContractProvider start(
      ServiceDefinition definition,
      Options options,
      Map<String, String> environment,
      StartedParts parts)
      throws Exception {
    ServiceConfig config = ServiceConfig.from(environment);
    ListenPort port = new ListenPort(config.http().host(), options.port(), "--port");
    ListenPort statesPort =
        new ListenPort(options.statesHost(), options.statesPort(), "--states-port");
    ListenPort.checkAll(List.of(port, statesPort));
    Path directory = parts.addDirectory();
    RedisTopology.Standalone redis = redis(config.redis(), directory, parts);
    ContractSettings settings = new ContractSettings(environment, redis.address());
    String accountId = config.account().accountId();
    PatchbayServer replica = PatchbayServer.start(definition, settings.replica());
    parts.add(replica);
    RaceInjector races =
        new RaceInjector(
            definition.types(), new ServiceCalls(replica.address(), (head, body) -> Map.of()));
    InetSocketAddress target =
        new InetSocketAddress(redis.address().getHost(), redis.address().getPort());
    TcpProxy relay = TcpProxy.to(target, races::tap);
    parts.add(relay);

    Callers callers = new Callers(accountId, config.account().region());
    Path file = Files.writeString(directory.resolve("callers"), callers.file());
    PatchbayServer service = PatchbayServer.start(definition, settings.service(relay.port(), file));
    parts.add(service);

    Vertx vertx = Vertx.vertx();
    parts.add(() -> await(vertx.close()));
    AtomicBoolean requested = new AtomicBoolean();
    ServiceCalls asCaller =
        new ServiceCalls(
            service.address(),
            (head, body) -> callers.sign(Callers.Identity.READ_WRITE, head, body));
    ContractMessages messages = new ContractMessages(asCaller, options.integration());
    ResigningProxy proxy =
        new ResigningProxy(
            config.http().host(),
            options.port(),
            service.address(),
            callers,
            () -> requested.set(true),
            races::writeEnded,
            new MessageEndpoint(messages));
    await(port.explain(vertx.deployVerticle(proxy)));
    QuotaExhauster exhauster = new QuotaExhauster(vertx, redis, accountId);
    parts.add(exhauster);
    ScenarioFixture fixture =
        new ScenarioFixture(
            definition.types(),
            new ScenarioEnvironment(
                new ServiceCalls(replica.address(), (head, body) -> Map.of()),
                new ServiceProbe(definition.types(), asCaller),
                proxy,
                races,
                relay,
                exhauster,
                messages),
            requested);
    // The first request is slow, so it is made before verifiers measure time.
    fixture.await(status -> status == 200);
    StatesEndpoint endpoint =
        new StatesEndpoint(options.statesHost(), options.statesPort(), fixture);
    await(statesPort.explain(vertx.deployVerticle(endpoint)));
    parts.add(fixture::tearDown);
    return new ContractProvider(
        proxy, endpoint, fixture, messages, config.http().host(), options.statesHost(), parts);
  }

  private static RedisTopology.Standalone redis(
      RedisConfig config, Path directory, StartedParts parts) throws Exception {
    if (config.isEmbedded()) {
      // The data does not outlive the process.
      EmbeddedRedis embedded = EmbeddedRedis.start(directory.resolve("data"), AppendFsync.EVERYSEC);
      parts.add(embedded);
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

  /**
   * Renders the message of an interaction whose states are set up, as the endpoint does. Blocks.
   *
   * @throws RuntimeException with the reason when it cannot be rendered
   */
  public ContractMessage message() {
    return messages.render();
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
    parts.close();
  }

  private static void await(Future<?> work) throws TimeoutException {
    work.await(SECONDS_MAX, TimeUnit.SECONDS);
  }
}
