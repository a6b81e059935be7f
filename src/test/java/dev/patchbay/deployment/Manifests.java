package dev.patchbay.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of one overlay.
 *
 * @param objects as they would be sent to the API server
 */
record Manifests(List<ObjectNode> objects) {

  private static final Path ROOT = Path.of("k8s", "overlays");

  static final List<String> OVERLAYS = List.of("dev", "sentinel", "cluster");

  static Manifests ofOverlay(String name) {
    return new Manifests(Kustomization.render(directory(name)));
  }

  /** The same of an overlay that accepts API keys. */
  static Manifests withApiKeys(String overlay) {
    try {
      Path own = Files.createTempDirectory("patchbay-overlay-");
      Path file = own.resolve("kustomization.yaml");
      try {
        Files.writeString(
            file,
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [%s]
            components: [%s]
            """
                .formatted(
                    directory(overlay).toAbsolutePath(),
                    Path.of("k8s", "components", "api-keys").toAbsolutePath()));
        return new Manifests(Kustomization.render(own));
      } finally {
        Files.delete(file);
        Files.delete(own);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Path directory(String overlay) {
    return ROOT.resolve(overlay);
  }

  Stream<ObjectNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  Optional<ObjectNode> find(String kind, String name) {
    return ofKind(kind).filter(object -> name(object).equals(name)).findFirst();
  }

  ObjectNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError(kind + " " + name + " is missing"));
  }

  /** Deployments, StatefulSets and Jobs. */
  Stream<ObjectNode> workloads() {
    return objects.stream().filter(object -> object.has("spec") && !pod(object).isMissingNode());
  }

  /** The workloads whose pods a selector of labels selects. */
  Stream<ObjectNode> selected(JsonNode matchLabels) {
    return workloads().filter(workload -> selects(matchLabels, podLabels(workload)));
  }

  static boolean selects(JsonNode matchLabels, JsonNode labels) {
    return matchLabels.properties().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }

  static JsonNode pod(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  static JsonNode podLabels(JsonNode workload) {
    return workload.at("/spec/template/metadata/labels");
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** The containers of a workload, those that run before the others included. */
  static Stream<JsonNode> containers(JsonNode workload) {
    JsonNode pod = pod(workload);
    return Stream.concat(stream(pod.path("initContainers")), stream(pod.path("containers")));
  }

  /** Whether a port is one of a workload's, by its number or by its name. */
  static boolean hasPort(JsonNode workload, JsonNode port) {
    return containers(workload)
        .flatMap(container -> stream(container.path("ports")))
        .anyMatch(
            each -> each.path("containerPort").equals(port) || each.path("name").equals(port));
  }

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
