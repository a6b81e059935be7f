package dev.patchbay.provider;

import dev.patchbay.cases.IntegrationFile;
import dev.patchbay.cases.TestedIntegration;
import dev.patchbay.server.ListenPort;
import dev.patchbay.server.ServiceDefinition;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

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

  private final ResigningProxy proxy;
  private final StatesEndpoint endpoint;
  private final ScenarioFixture fixture;
  private final ContractMessages messages;
  private final String host;
  private final String statesHost;
  private final StartedParts parts;

  ContractProvider(
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
   * @param environment the settings of the service; the settings of callers, TLS, the throttle and
   *     the data directory are ignored
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
      return ContractStart.of(definition, options, environment, parts);
    } catch (Exception e) {
      parts.close();
      throw e;
    }
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
}
