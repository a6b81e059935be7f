package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Creates the resources of the load, through the service. */
final class Seeder {

  private static final int CONNECTIONS = 32;
  private static final int SECONDS_MAX = 600;

  private final List<Integer> ports;
  private final HttpRequests requests;

  Seeder(int port) {
    this.ports = List.of(port);
    this.requests = new HttpRequests(port, Optional.empty());
  }

  /**
   * Creates one API.
   *
   * @param integrations of the API
   * @param responses of each integration
   * @param large whether the responses have templates of {@value Bodies#TEMPLATE_BYTES} bytes
   * @return the paths of the responses
   */
  List<String> responses(int integrations, int responses, boolean large) throws IOException {
    return responses(integrations, responses, i -> Bodies.create("k" + i, large));
  }

  /** Creates one API with integrations whose replies are evaluated, else as above. */
  List<String> evaluated(int integrations) throws IOException {
    return responses(integrations, 1, i -> Evaluations.response());
  }

  private List<String> responses(int integrations, int responses, IntFunction<byte[]> body)
      throws IOException {
    String api = "/v2/apis/" + create("/v2/apis", List.of(api("bench")), "apiId").get(0);
    byte[] integration = "{\"integrationType\":\"MOCK\"}".getBytes(UTF_8);
    List<String> targets = new ArrayList<>();
    List<byte[]> creations = new ArrayList<>();
    for (String id :
        create(
            api + "/integrations",
            IntStream.range(0, integrations).mapToObj(i -> integration).toList(),
            "integrationId")) {
      String collection = api + "/integrations/" + id + "/integrationresponses";
      for (int i = 0; i < responses; i++) {
        targets.add(collection);
        creations.add(requests.post(collection, body.apply(i)));
      }
    }
    List<String> ids = created(creations, "integrationResponseId");
    return IntStream.range(0, ids.size()).mapToObj(i -> targets.get(i) + "/" + ids.get(i)).toList();
  }

  /**
   * Creates an API that answers messages.
   *
   * @param backend the port of the backend that it calls, where its set has one
   * @return the path at which the gateway serves it
   */
  String messages(String set, int backend) throws IOException {
    String id = create("/v2/apis", List.of(api("bench")), "apiId").get(0);
    String api = "/v2/apis/" + id;
    String integration =
        create(api + "/integrations", List.of(Messages.integration(set, backend)), "integrationId")
            .get(0);
    create(
        api + "/integrations/" + integration + "/integrationresponses",
        List.of(Messages.response(set)),
        "integrationResponseId");
    String route =
        create(
                api + "/routes",
                List.of(
                    ("{\"routeKey\":\"chat\",\"target\":\"integrations/" + integration + "\"}")
                        .getBytes(UTF_8)),
                "routeId")
            .get(0);
    create(
        api + "/routes/" + route + "/routeresponses",
        List.of("{\"routeResponseKey\":\"$default\"}".getBytes(UTF_8)),
        "routeResponseId");
    create(
        api + "/stages",
        List.of("{\"stageName\":\"bench\",\"autoDeploy\":true}".getBytes(UTF_8)),
        "stageName");
    return "/execute-api/" + id + "/bench";
  }

  /** Creates APIs with nothing in them. */
  void apis(int count) throws IOException {
    create("/v2/apis", IntStream.range(0, count).mapToObj(i -> api("a" + i)).toList(), "apiId");
  }

  private static byte[] api(String name) {
    return ("{\"name\":\""
            + name
            + "\",\"protocolType\":\"WEBSOCKET\","
            + "\"routeSelectionExpression\":\"$request.body.action\"}")
        .getBytes(UTF_8);
  }

  private List<String> create(String target, List<byte[]> bodies, String idMember)
      throws IOException {
    return created(bodies.stream().map(body -> requests.post(target, body)).toList(), idMember);
  }

  private List<String> created(List<byte[]> creations, String idMember) throws IOException {
    Creation script = new Creation(creations, idMember, CONNECTIONS);
    try (LoadLoop loop = new LoadLoop(ports, CONNECTIONS, Protocol.HTTP, script)) {
      Outcome outcome = loop.closed(SECONDS_MAX);
      if (outcome.failed() > 0) {
        throw new IOException("not created: " + outcome.firstFailure());
      }
    }
    return script.ids();
  }
}
