package dev.patchbay.deployment;

import static dev.patchbay.deployment.Manifests.stream;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules between the objects that are not workloads and the objects that they name.
 *
 * @param answers whether the management port answers a path with 200
 */
record ObjectChecks(Manifests manifests, Predicate<String> answers) {

  private static final Set<String> MANAGEMENT =
      Set.of("patchbay-management", "patchbay-gateway-management");

  Stream<String> problems() {
    return Stream.of(
            names(),
            each("Service", this::ofService),
            each("StatefulSet", this::ofStatefulSet),
            each("PodDisruptionBudget", this::ofBudget),
            each("HorizontalPodAutoscaler", this::ofAutoscaler),
            each("ServiceMonitor", this::ofServiceMonitor),
            manifests
                .workloads()
                .filter(workload -> workload.at("/spec/replicas").asInt(1) > 1)
                .filter(workload -> budgetsOf(workload) != 1)
                .map(workload -> Kustomization.identity(workload) + ": not one disruption budget"))
        .flatMap(problems -> problems);
  }

  private Stream<String> names() {
    Set<String> seen = new HashSet<>();
    return manifests.objects().stream()
        .flatMap(
            object -> {
              String identity = Kustomization.identity(object);
              String namespace = object.at("/metadata/namespace").asText();
              if (object.path("kind").asText().equals("Namespace")) {
                boolean restricted =
                    object
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted");
                return problem(!restricted, identity + ": pods need not be restricted");
              }
              return Stream.concat(
                  problem(
                      manifests.find("Namespace", namespace).isEmpty(),
                      identity + ": there is no namespace " + namespace),
                  problem(!seen.add(identity), identity + " is there twice"));
            });
  }

  private interface Check {
    Stream<String> of(ObjectNode object);
  }

  private Stream<String> each(String kind, Check check) {
    return manifests
        .ofKind(kind)
        .flatMap(
            object ->
                check.of(object).map(problem -> Kustomization.identity(object) + ": " + problem));
  }

  private Stream<String> ofService(ObjectNode service) {
    List<ObjectNode> targets = manifests.selected(service.at("/spec/selector")).toList();
    Stream<String> ports =
        stream(service.at("/spec/ports"))
            .map(port -> port.path("targetPort"))
            .filter(port -> targets.stream().anyMatch(each -> !Manifests.hasPort(each, port)))
            .map(port -> "its pods have no port " + port);
    return Stream.concat(problem(targets.size() != 1, "it selects not one workload"), ports);
  }

  private Stream<String> ofStatefulSet(ObjectNode set) {
    boolean governed =
        manifests
            .find("Service", set.at("/spec/serviceName").asText())
            .filter(service -> service.at("/spec/clusterIP").asText().equals("None"))
            .filter(
                service ->
                    Manifests.selects(service.at("/spec/selector"), Manifests.podLabels(set)))
            .isPresent();
    return problem(!governed, "no headless Service gives its pods their names");
  }

  private Stream<String> ofBudget(ObjectNode budget) {
    long selected = manifests.selected(budget.at("/spec/selector/matchLabels")).count();
    return Stream.concat(
        problem(selected != 1, "it selects not one workload"),
        problem(
            budget.at("/spec/maxUnavailable").asInt() < 1,
            "no pod may ever be moved to another node"));
  }

  private long budgetsOf(ObjectNode workload) {
    return manifests
        .ofKind("PodDisruptionBudget")
        .filter(
            budget ->
                Manifests.selects(
                    budget.at("/spec/selector/matchLabels"), Manifests.podLabels(workload)))
        .count();
  }

  private Stream<String> ofAutoscaler(ObjectNode autoscaler) {
    JsonNode target = autoscaler.at("/spec/scaleTargetRef");
    int most = autoscaler.at("/spec/maxReplicas").asInt();
    int least = autoscaler.at("/spec/minReplicas").asInt();
    int sharing = manifests.get("ConfigMap", "patchbay").at("/data/PATCHBAY_REPLICAS").asInt(1);
    return Stream.of(
            problem(
                manifests
                    .find(target.path("kind").asText(), target.path("name").asText())
                    .filter(found -> found.path("apiVersion").equals(target.path("apiVersion")))
                    .filter(found -> found.at("/spec/replicas").asInt() == least)
                    .isEmpty(),
                "it scales nothing, or from another number of replicas"),
            problem(least < 3 || least > most, "too few replicas"),
            problem(
                sharing < most, "PATCHBAY_REPLICAS is less than the replicas that there may be"))
        .flatMap(problems -> problems);
  }

  private Stream<String> ofServiceMonitor(ObjectNode monitor) {
    List<ObjectNode> services =
        manifests
            .ofKind("Service")
            .filter(
                service ->
                    Manifests.selects(
                        monitor.at("/spec/selector/matchLabels"), service.at("/metadata/labels")))
            .toList();
    Stream<String> endpoints =
        stream(monitor.at("/spec/endpoints"))
            .filter(
                endpoint ->
                    !answers.test(endpoint.path("path").asText())
                        || !services.stream()
                            .allMatch(service -> hasPort(service, endpoint.path("port"))))
            .map(endpoint -> "nothing answers at " + endpoint);
    return Stream.concat(
        problem(
            !services.stream().map(Manifests::name).collect(toSet()).equals(MANAGEMENT),
            "it selects not the Services of the management ports"),
        endpoints);
  }

  private static boolean hasPort(ObjectNode service, JsonNode name) {
    return stream(service.at("/spec/ports")).anyMatch(port -> port.path("name").equals(name));
  }

  private static Stream<String> problem(boolean broken, String text) {
    return broken ? Stream.of(text) : Stream.of();
  }
}
