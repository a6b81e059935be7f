package dev.patchbay.deployment;

import static dev.patchbay.deployment.Manifests.containers;
import static dev.patchbay.deployment.Manifests.name;
import static dev.patchbay.deployment.Manifests.pod;
import static dev.patchbay.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules inside a workload, and between it and the objects that it names.
 *
 * @param secrets the keys of each Secret that operators are told to make
 * @param answers whether the management port answers a path with 200
 */
record WorkloadChecks(
    Manifests manifests, Map<String, Set<String>> secrets, Predicate<String> answers) {

  private static final Pattern IMAGE =
      Pattern.compile("[a-z0-9./-]+:[A-Za-z0-9._-]+@sha256:[0-9a-f]{64}");

  Stream<String> problems() {
    return manifests
        .workloads()
        .flatMap(
            workload ->
                Stream.of(
                        ofPod(workload),
                        ofVolumes(workload),
                        containers(workload).flatMap(container -> ofContainer(workload, container)),
                        containers(workload).flatMap(this::references),
                        PodSecurity.problems(pod(workload)))
                    .flatMap(problems -> problems)
                    .map(problem -> Kustomization.identity(workload) + ": " + problem));
  }

  private Stream<String> ofPod(ObjectNode workload) {
    JsonNode pod = pod(workload);
    JsonNode selector = workload.at("/spec/selector/matchLabels");
    String account = pod.path("serviceAccountName").asText();
    return Stream.of(
            problem(
                !Manifests.selects(selector, Manifests.podLabels(workload)),
                "its selector does not select its pods"),
            problem(pod.path("automountServiceAccountToken").asBoolean(true), "it mounts a token"),
            problem(pod.path("enableServiceLinks").asBoolean(true), "it has service links"),
            problem(
                !account.isEmpty() && manifests.find("ServiceAccount", account).isEmpty(),
                "there is no ServiceAccount " + account),
            stream(pod.path("topologySpreadConstraints"))
                .filter(
                    spread ->
                        !Manifests.selects(
                            spread.at("/labelSelector/matchLabels"), Manifests.podLabels(workload)))
                .map(spread -> "a topology spread counts other pods"),
            problem(
                workload.at("/spec/replicas").asInt(1) > 1 && !pod.has("topologySpreadConstraints"),
                "its replicas may share a node"),
            problem(
                workload.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(0) > 0,
                "a rollout takes replicas away"))
        .flatMap(problems -> problems);
  }

  private Stream<String> ofVolumes(ObjectNode workload) {
    JsonNode pod = pod(workload);
    Set<String> declared =
        Stream.concat(
                stream(pod.path("volumes")).map(volume -> volume.path("name").asText()),
                stream(workload.at("/spec/volumeClaimTemplates")).map(Manifests::name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> mounted =
        containers(workload)
            .flatMap(container -> stream(container.path("volumeMounts")))
            .map(mount -> mount.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Stream<String> sources =
        stream(pod.path("volumes"))
            .flatMap(
                volume ->
                    Stream.of(
                            configMap(volume.at("/configMap/name"), Optional.empty()),
                            secret(volume.at("/secret/secretName"), Optional.empty()),
                            problem(
                                volume.has("emptyDir") && !volume.at("/emptyDir").has("sizeLimit"),
                                "an emptyDir without a limit"))
                        .flatMap(problems -> problems));
    return Stream.concat(
        sources,
        problem(
            !declared.equals(mounted), "declared are %s, mounted %s".formatted(declared, mounted)));
  }

  private Stream<String> ofContainer(ObjectNode workload, JsonNode container) {
    JsonNode resources = container.path("resources");
    int stop = container.at("/lifecycle/preStop/sleep/seconds").asInt();
    Stream<String> probes =
        Stream.of("startupProbe", "livenessProbe", "readinessProbe")
            .map(container::path)
            .filter(probe -> !probe.isMissingNode())
            .flatMap(probe -> ofProbe(workload, probe));
    return Stream.of(
            problem(
                !IMAGE.matcher(container.path("image").asText()).matches(),
                "its image has not a tag and a digest: " + container.path("image").asText()),
            problem(
                !resources.at("/requests").has("cpu")
                    || !resources.at("/limits").has("memory")
                    || !resources.at("/limits/memory").equals(resources.at("/requests/memory")),
                "memory is requested and limited differently"),
            problem(
                !container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                "its root can be written"),
            problem(
                stop + shutdownSeconds(workload)
                    >= pod(workload).path("terminationGracePeriodSeconds").asInt(30),
                "it is killed before it has finished"),
            problem(
                !workload.path("kind").asText().equals("Job")
                    && !Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .allMatch(container::has),
                "a probe is missing"),
            probes)
        .flatMap(problems -> problems);
  }

  /** How long the service itself takes to stop, at most. */
  private int shutdownSeconds(ObjectNode workload) {
    return Stream.of("PATCHBAY_DRAIN_DELAY_SECONDS", "PATCHBAY_SHUTDOWN_SECONDS")
        .mapToInt(name -> SettingsChecks.number(manifests, workload, name))
        .sum();
  }

  private Stream<String> ofProbe(ObjectNode workload, JsonNode probe) {
    JsonNode http = probe.path("httpGet");
    JsonNode port = http.isMissingNode() ? probe.at("/tcpSocket/port") : http.path("port");
    String path = http.path("path").asText();
    return Stream.of(
            problem(
                !port.isMissingNode() && !Manifests.hasPort(workload, port),
                "a probe asks a port that is not there: " + port),
            problem(
                !http.isMissingNode()
                    && (!port.asText().equals("management") || !answers.test(path)),
                "a probe's path does not answer: " + path))
        .flatMap(problems -> problems);
  }

  private Stream<String> references(JsonNode container) {
    Stream<String> all =
        stream(container.path("envFrom"))
            .flatMap(
                source ->
                    Stream.concat(
                        configMap(source.at("/configMapRef/name"), Optional.empty()),
                        secret(source.at("/secretRef/name"), Optional.empty())));
    Stream<String> single =
        stream(container.path("env"))
            .map(variable -> variable.path("valueFrom"))
            .flatMap(
                source ->
                    Stream.concat(
                        configMap(
                            source.at("/configMapKeyRef/name"),
                            Optional.of(source.at("/configMapKeyRef/key").asText())),
                        secret(
                            source.at("/secretKeyRef/name"),
                            Optional.of(source.at("/secretKeyRef/key").asText()))));
    return Stream.concat(all, single);
  }

  private Stream<String> configMap(JsonNode name, Optional<String> key) {
    boolean declared =
        name.isMissingNode()
            || manifests
                .find("ConfigMap", name.asText())
                .filter(map -> key.isEmpty() || map.path("data").has(key.get()))
                .isPresent();
    return problem(!declared, "there is no ConfigMap %s %s".formatted(name, key));
  }

  private Stream<String> secret(JsonNode name, Optional<String> key) {
    Set<String> keys = secrets.get(name.asText());
    boolean declared =
        name.isMissingNode() || (keys != null && (key.isEmpty() || keys.contains(key.get())));
    return problem(!declared, "no operator is told of the Secret %s %s".formatted(name, key));
  }

  private static Stream<String> problem(boolean broken, String text) {
    return broken ? Stream.of(text) : Stream.of();
  }
}
