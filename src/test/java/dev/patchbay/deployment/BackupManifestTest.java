package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifest of the backup in the guide to operations. */
final class BackupManifestTest {

  private static final String FENCE = "\n```yaml\n";

  private List<ObjectNode> objects;

  @BeforeEach
  void readGuide() throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "operations.md"));
    int begin = guide.indexOf(FENCE, guide.indexOf("\n### On Kubernetes\n")) + FENCE.length();
    objects = Yaml.documents(guide.substring(begin, guide.indexOf("\n```", begin)));
  }

  @Test
  void objectsAreOfKubernetesTypes() {
    assertThat(objects)
        .extracting(object -> object.path("kind").asText())
        .containsExactly("PersistentVolumeClaim", "CronJob", "NetworkPolicy", "NetworkPolicy");
    assertThat(objects).allSatisfy(object -> assertThat(TypedModel.problems(object)).isEmpty());
  }

  @Test
  void podHasTheSecretsOfTheServiceAndNotItsLabel() {
    JsonNode pod = objects.get(1).at("/spec/jobTemplate/spec/template");
    assertThat(pod.at("/metadata/labels/app.kubernetes.io~1name").asText())
        .isEqualTo("patchbay-backup");
    assertThat(
            Manifests.stream(pod.at("/spec/volumes"))
                .map(volume -> volume.at("/secret/secretName").asText())
                .filter(name -> !name.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(ManifestChecks.secretsOfTheGuide().keySet());
  }
}
