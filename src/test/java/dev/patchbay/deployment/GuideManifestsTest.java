package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole manifests in the guide to Kubernetes. */
final class GuideManifestsTest {

  private static final Pattern MANIFEST =
      Pattern.compile("(?ms)^<!-- manifest -->\\n```yaml\\n(.*?)^```$");

  private final Manifests overlay = Manifests.ofOverlay("sentinel");

  private List<ObjectNode> objects = List.of();

  @BeforeEach
  void readGuide() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "kubernetes.md"));
    objects =
        MANIFEST
            .matcher(guide)
            .results()
            .flatMap(block -> Yaml.documents(block.group(1)).stream())
            .toList();
  }

  private ObjectNode only(String kind) {
    List<ObjectNode> found = new Manifests(objects).ofKind(kind).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void areOfKubernetesTypesAndInTheNamespaceOfTheService() {
    assertThat(objects).isNotEmpty();
    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(TypedModel.problems(object)).isEmpty();
              assertThat(object.at("/metadata/namespace").asText()).isEqualTo("patchbay");
            });
  }

  @Test
  void ingressLeadsToAPortOfTheGateway() {
    JsonNode backend = only("Ingress").at("/spec/rules/0/http/paths/0/backend/service");
    JsonNode service = overlay.get("Service", backend.path("name").asText());
    assertThat(Manifests.stream(service.at("/spec/ports")))
        .extracting(port -> port.path("name").asText())
        .contains(backend.at("/port/name").asText());
  }

  @Test
  void collectorIsReachedByThePodsOfBothDeployments() {
    List<String> labels =
        Stream.of("patchbay", "patchbay-gateway")
            .map(name -> Manifests.podLabels(overlay.get("Deployment", name)))
            .map(pod -> pod.path("app.kubernetes.io/name").asText())
            .toList();
    JsonNode pods = only("NetworkPolicy").at("/spec/podSelector/matchExpressions/0");
    assertThat(pods.path("key").asText()).isEqualTo("app.kubernetes.io/name");
    assertThat(Manifests.stream(pods.path("values")))
        .extracting(JsonNode::asText)
        .isEqualTo(labels);
  }
}
