package dev.patchbay.deployment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every overlay as it is rendered: by the types of Kubernetes, by its own references, by rules. */
final class RenderedOverlaysTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  static final List<String> OVERLAYS = Manifests.OVERLAYS;

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void nothingIsWrong(String overlay) {
    Manifests manifests = Manifests.ofOverlay(overlay);
    assertThat(new ManifestChecks(PATCHBAY.managementAddress()).problems(manifests)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void apiKeysAreMountedWhereAnOverlayAcceptsThem(String overlay) {
    Manifests manifests = Manifests.withApiKeys(overlay);
    assertThat(new ManifestChecks(PATCHBAY.managementAddress()).problems(manifests)).isEmpty();
    JsonNode pod = Manifests.pod(manifests.get("Deployment", "patchbay-gateway"));
    assertThat(Manifests.stream(pod.at("/containers/0/env")))
        .anySatisfy(
            variable -> {
              assertThat(variable.path("name").asText()).isEqualTo("PATCHBAY_API_KEYS_FILE");
              assertThat(variable.path("value").asText())
                  .isEqualTo("/etc/patchbay/api-keys/api-keys");
            });
    JsonNode other = Manifests.pod(manifests.get("Deployment", "patchbay"));
    assertThat(other.toString()).doesNotContain("patchbay-api-keys");
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void kubectlRendersTheSame(String overlay) {
    String rendered = Tools.kubectlKustomize(Manifests.directory(overlay));
    Map<String, JsonNode> theirs = byIdentity(Yaml.documents(rendered));
    assertThat(byIdentity(Manifests.ofOverlay(overlay).objects())).isEqualTo(theirs);
  }

  private static Map<String, JsonNode> byIdentity(List<ObjectNode> objects) {
    return objects.stream().collect(toMap(Kustomization::identity, object -> object));
  }

  /** Else the pods of one overlay would escape the checks of the others. */
  @Test
  void everyKindIsSomewhere() {
    Set<String> kinds =
        Manifests.OVERLAYS.stream()
            .flatMap(overlay -> Manifests.ofOverlay(overlay).objects().stream())
            .map(object -> object.path("kind").asText())
            .collect(Collectors.toSet());
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "Namespace",
            "ServiceAccount",
            "ConfigMap",
            "Deployment",
            "StatefulSet",
            "Job",
            "Service",
            "PodDisruptionBudget",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "ServiceMonitor",
            "PrometheusRule");
  }

  @Test
  void imagesAreNamedInOnePlace() {
    Stream<String> images =
        Manifests.OVERLAYS.stream()
            .flatMap(overlay -> Manifests.ofOverlay(overlay).workloads())
            .flatMap(Manifests::containers)
            .map(container -> container.path("image").asText());
    JsonNode named =
        Yaml.document(Path.of("k8s", "components", "images", "kustomization.yaml")).path("images");
    assertThat(images.distinct()).hasSize(named.size());
  }

  @Test
  void secretsOfTheReadmeAreMounted() {
    Set<String> mounted =
        Manifests.OVERLAYS.stream()
            .flatMap(overlay -> Manifests.withApiKeys(overlay).workloads())
            .flatMap(workload -> Manifests.stream(Manifests.pod(workload).path("volumes")))
            .map(volume -> volume.at("/secret/secretName").asText())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    assertThat(mounted).isEqualTo(ManifestChecks.secretsOfTheGuide().keySet());
  }

  @Test
  void rendererRefusesUnknownKeys(@TempDir Path at) throws Exception {
    Files.writeString(at.resolve("kustomization.yaml"), "kind: Kustomization\nnamePrefix: a-\n");
    assertThatThrownBy(() -> Kustomization.render(at)).hasMessageContaining("namePrefix");
  }
}
