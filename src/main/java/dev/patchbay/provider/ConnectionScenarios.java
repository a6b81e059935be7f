package dev.patchbay.provider;

import static dev.patchbay.model.ApiGatewayTypes.API;
import static dev.patchbay.model.ApiGatewayTypes.ROUTE;
import static dev.patchbay.model.ApiGatewayTypes.STAGE;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The provider states of connections, which real clients make. */
final class ConnectionScenarios {

  private static final int OK = 200;
  private static final int GONE = 410;

  /** Less than the largest message, with the JSON around it. */
  private static final int FILLING_BYTES = 100_000;

  /** Ten times the buffers of a connection on one machine. */
  private static final int FILLING_MESSAGES_MAX = 1_000;

  static final List<ProviderState> ALL =
      List.of(
          state(
              "a connection",
              "A client is connected to the stage that a state before it has set up, or to a new"
                  + " one, and reads what it is sent.",
              Gateways::verified,
              ConnectedClient::reading,
              connection -> {}),
          state(
              "a gone connection",
              "The client has closed its connection. The answer is 410.",
              Gateways::verified,
              ConnectedClient::reading,
              ConnectionScenarios::leave),
          state(
              "a connection on another replica",
              "A client is connected to a second gateway on the same Redis; requests go to the"
                  + " first one.",
              Gateways::other,
              ConnectedClient::reading,
              connection -> connection.await(OK)),
          state(
              "a slow consumer",
              "The client has stopped reading, and nothing more can be written to it. A message is"
                  + " answered 429.",
              Gateways::verified,
              ConnectedClient::notReading,
              ConnectionScenarios::fill));

  private ConnectionScenarios() {}

  /**
   * A connection.
   *
   * @param path at the gateways
   */
  private record Connection(ConnectedClient client, ServiceCalls backend, String path) {

    void await(int status) {
      new ServiceProbe(backend, path).await(answered -> answered == status);
    }
  }

  private static ProviderState state(
      String name,
      String meaning,
      Function<Gateways, URI> gateway,
      BiFunction<URI, String, ConnectedClient> connect,
      Consumer<Connection> then) {
    return new ProviderState(
        name,
        List.of(),
        Optional.empty(),
        List.of("apiId", "stageName", "connectionId"),
        meaning,
        (fixture, given) ->
            then.accept(
                connect(fixture, gateway.apply(fixture.environment().gateways()), connect)));
  }

  private static Connection connect(
      ScenarioFixture fixture, URI gateway, BiFunction<URI, String, ConnectedClient> connect) {
    fixture.require(ROUTE);
    if (fixture.id(STAGE).isEmpty()) {
      Map<String, Object> members = new LinkedHashMap<>(TypeStates.members(STAGE));
      members.put("autoDeploy", true);
      fixture.create(STAGE, members);
    }
    fixture.require(STAGE);
    Set<String> before = connections(fixture);
    String stage = "/execute-api/" + fixture.id(API).orElseThrow() + "/" + stageName(fixture);
    ConnectedClient client = connect.apply(gateway, stage);
    fixture.undo(client::close);
    Set<String> made = connections(fixture);
    made.removeAll(before);
    String id = made.iterator().next();
    fixture.returns("connectionId", id);
    return new Connection(
        client, fixture.environment().gateways().backend(), stage + "/@connections/" + id);
  }

  private static String stageName(ScenarioFixture fixture) {
    return fixture.id(STAGE).orElseThrow();
  }

  /** A handshake is answered when its connection is in Redis, where the list is read. */
  private static Set<String> connections(ScenarioFixture fixture) {
    String path =
        "/patchbay/v1/apis/%s/stages/%s/connections"
            .formatted(fixture.id(API).orElseThrow(), stageName(fixture));
    Set<String> ids = new HashSet<>();
    if (fixture.environment().replica().get(path).orThrow().members().get("items")
        instanceof List<?> items) {
      items.forEach(item -> ids.add(String.valueOf(((Map<?, ?>) item).get("connectionId"))));
    }
    return ids;
  }

  private static void leave(Connection connection) {
    connection.client().leave();
    connection.await(GONE);
  }

  private static void fill(Connection connection) {
    Map<String, String> message = Map.of("filling", "x".repeat(FILLING_BYTES));
    for (int i = 0; i < FILLING_MESSAGES_MAX; i++) {
      if (connection.backend().post(connection.path(), message).status() != OK) {
        return;
      }
    }
    throw new IllegalStateException("the client still takes messages");
  }
}
