package dev.patchbay.deployment;

import static dev.patchbay.deployment.Manifests.stream;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The network policies allow the necessary connections and no others. */
record NetworkChecks(Manifests manifests) {

  /** A workload that opens connections to a port of another, wherever both are deployed. */
  private record Path(String from, String to, int port) {}

  private static final List<Path> NEEDED =
      List.of(
          new Path("patchbay", "redis", 6379),
          new Path("patchbay", "redis-sentinel", 26379),
          new Path("patchbay-gateway", "patchbay-gateway", 8091),
          new Path("patchbay-gateway", "redis", 6379),
          new Path("patchbay-gateway", "redis-sentinel", 26379),
          new Path("redis-sentinel", "redis", 6379),
          new Path("redis-sentinel", "redis-sentinel", 26379),
          new Path("redis", "redis-sentinel", 26379),
          new Path("redis-creation", "redis", 6379));

  private static final String CALLERS =
      "/from/0/namespaceSelector/matchLabels/patchbay.dev~1caller";

  private static final String CLIENTS =
      "/from/0/namespaceSelector/matchLabels/patchbay.dev~1client";

  private static final String PROMETHEUS =
      "/from/0/podSelector/matchLabels/app.kubernetes.io~1name";

  /** Pods, nodes and metadata services have these addresses. */
  private static final Set<String> PRIVATE =
      Set.of("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");

  /** Servers speak with each other where there are several, and on the bus where there is one. */
  private Stream<Path> needed() {
    ObjectNode redis = manifests.get("StatefulSet", "redis");
    Stream<Path> servers =
        redis.at("/spec/replicas").asInt() == 1
            ? Stream.of()
            : Stream.of(6379, 16379)
                .filter(port -> Manifests.hasPort(redis, IntNode.valueOf(port)))
                .map(port -> new Path("redis", "redis", port));
    return Stream.concat(NEEDED.stream(), servers);
  }

  Stream<String> problems() {
    return Stream.of(
            problem(!deniesByDefault(), "what no policy names is not denied"),
            manifests.ofKind("NetworkPolicy").flatMap(this::ofPolicy),
            paths(),
            problem(!allowsDns(), "no pod may ask for names"),
            problem(!opensTo("patchbay", "http", CALLERS), "callers are not let in"),
            problem(!opensTo("patchbay-gateway", "gateway", CLIENTS), "clients are not let in"),
            Stream.of("patchbay", "patchbay-gateway")
                .filter(name -> !opensTo(name, "management", PROMETHEUS))
                .map(name -> "Prometheus is not let in to " + name))
        .flatMap(problems -> problems);
  }

  private boolean deniesByDefault() {
    return manifests
        .ofKind("NetworkPolicy")
        .map(policy -> policy.path("spec"))
        .anyMatch(
            spec ->
                spec.path("podSelector").isEmpty()
                    && spec.path("policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")
                    && spec.size() == 2);
  }

  private Stream<String> ofPolicy(ObjectNode policy) {
    JsonNode spec = policy.path("spec");
    List<ObjectNode> pods = manifests.selected(spec.at("/podSelector/matchLabels")).toList();
    Stream<String> unknownPorts =
        stream(spec.path("ingress"))
            .flatMap(rule -> stream(rule.path("ports")))
            .map(port -> port.path("port"))
            .filter(port -> pods.stream().noneMatch(each -> Manifests.hasPort(each, port)))
            .map(port -> "its pods have no port " + port);
    Stream<String> open =
        Stream.concat(stream(spec.path("ingress")), stream(spec.path("egress")))
            .filter(rule -> !rule.has("ports") || !(rule.has("from") || rule.has("to")))
            .map(rule -> "open to all: " + rule);
    Stream<String> inside =
        policy.findValues("ipBlock").stream()
            .filter(block -> !values(block.path("except")).containsAll(PRIVATE))
            .map(block -> "open to addresses of the cluster: " + block);
    return Stream.of(problem(pods.isEmpty(), "it selects no pods"), unknownPorts, open, inside)
        .flatMap(problems -> problems)
        .map(problem -> Kustomization.identity(policy) + ": " + problem);
  }

  private Stream<String> paths() {
    List<Path> needed = needed().toList();
    List<ObjectNode> workloads = manifests.workloads().toList();
    return workloads.stream()
        .flatMap(
            from ->
                workloads.stream()
                    .flatMap(
                        to ->
                            Stream.of(6379, 16379, 26379, 8080, 8090, 8091, 9090)
                                .filter(port -> Manifests.hasPort(to, IntNode.valueOf(port)))
                                .flatMap(port -> path(from, to, port, needed))));
  }

  private Stream<String> path(ObjectNode from, ObjectNode to, int port, List<Path> needed) {
    Path path = new Path(Manifests.name(from), Manifests.name(to), port);
    boolean leaves = allows("Egress", "egress", "to", from, to, port);
    boolean enters = allows("Ingress", "ingress", "from", to, from, port);
    return needed.contains(path)
        ? problem(!leaves || !enters, path + " is not allowed")
        : problem(leaves || enters, path + " is allowed without need");
  }

  private boolean allows(
      String type, String rules, String peers, ObjectNode own, ObjectNode other, int port) {
    ObjectNode listener = type.equals("Ingress") ? own : other;
    return manifests
        .ofKind("NetworkPolicy")
        .map(policy -> policy.path("spec"))
        .filter(spec -> spec.path("policyTypes").toString().contains(type))
        .filter(
            spec ->
                Manifests.selects(spec.at("/podSelector/matchLabels"), Manifests.podLabels(own)))
        .flatMap(spec -> stream(spec.path(rules)))
        .filter(
            rule ->
                stream(rule.path("ports"))
                    .anyMatch(
                        each -> number(listener, each.path("port")).equals(Optional.of(port))))
        .flatMap(rule -> stream(rule.path(peers)))
        .filter(peer -> !peer.has("namespaceSelector"))
        .anyMatch(
            peer ->
                Manifests.selects(peer.at("/podSelector/matchLabels"), Manifests.podLabels(other)));
  }

  private static Optional<Integer> number(ObjectNode listener, JsonNode port) {
    return port.isInt()
        ? Optional.of(port.asInt())
        : Manifests.containers(listener)
            .flatMap(container -> stream(container.path("ports")))
            .filter(each -> each.path("name").equals(port))
            .map(each -> each.path("containerPort").asInt())
            .findFirst();
  }

  private boolean allowsDns() {
    return manifests
        .ofKind("NetworkPolicy")
        .map(policy -> policy.path("spec"))
        .filter(spec -> spec.path("podSelector").isEmpty())
        .flatMap(spec -> stream(spec.path("egress")))
        .anyMatch(rule -> rule.findValuesAsText("port").equals(List.of("53", "53")));
  }

  private static Set<String> values(JsonNode list) {
    return stream(list).map(JsonNode::asText).collect(toSet());
  }

  private boolean opensTo(String workload, String port, String peer) {
    JsonNode labels = Manifests.podLabels(manifests.get("Deployment", workload));
    return manifests
        .ofKind("NetworkPolicy")
        .filter(policy -> Manifests.selects(policy.at("/spec/podSelector/matchLabels"), labels))
        .flatMap(policy -> stream(policy.at("/spec/ingress")))
        .filter(rule -> rule.at("/ports/0/port").asText().equals(port))
        .anyMatch(rule -> !rule.at(peer).isMissingNode());
  }

  private static Stream<String> problem(boolean broken, String text) {
    return broken ? Stream.of(text) : Stream.of();
  }
}
