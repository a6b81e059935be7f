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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The start of contract mode: its service, the proxies around it, and the endpoint for states. */
final class ContractStart {

  /** Each part takes milliseconds; a start that hangs must fail with a message. */
  private static final int SECONDS_MAX = 30;

  private ContractStart() {}

  /** Starts all parts in order, and returns when requests are answered. Blocks. */
  static ContractProvider of(
      ServiceDefinition definition,
      ContractProvider.Options options,
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
            (head, body) ->
                callers.sign(Callers.Identity.READ_WRITE, SignedService.CONTROL_PLANE, head, body));
    ContractMessages messages = new ContractMessages(asCaller, options.integration());
    Gateways gateways = Gateways.of(service, replica, callers);
    ResigningProxy proxy =
        new ResigningProxy(
            config.http().host(),
            options.port(),
            service.address(),
            gateways.verified(),
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
                ServiceProbe.ofRoots(definition.types(), asCaller),
                proxy,
                races,
                relay,
                exhauster,
                messages,
                gateways),
            requested);
    // The first request is slow, so it is made before verifiers measure time.
    fixture.await(status -> status == 200);
    StatesEndpoint endpoint =
        new StatesEndpoint(options.statesHost(), options.statesPort(), fixture);
    await(statesPort.explain(vertx.deployVerticle(endpoint)));
    // Only on the host of the endpoint itself: states change the service for everyone.
    if (options.statesHost().equals(config.http().host())) {
      proxy.serveStates(endpoint);
    }
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

  private static void await(Future<?> work) throws TimeoutException {
    work.await(SECONDS_MAX, TimeUnit.SECONDS);
  }
}
