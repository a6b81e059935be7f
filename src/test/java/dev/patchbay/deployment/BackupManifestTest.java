package dev.patchbay.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.cli.Commands;
import dev.patchbay.cli.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** The image has no shell, so the arguments are those of the jar. */
  @Test
  void containerIsStartedWithArgumentsThatTheJarUnderstands() {
    JsonNode container = objects.get(1).at("/spec/jobTemplate/spec/template/spec/containers/0");
    assertThat(container.has("command")).isFalse();
    List<String> arguments =
        Stream.concat(
                Manifests.stream(container.path("args")).map(JsonNode::asText), Stream.of("--help"))
            .toList();
    assertThat(arguments).startsWith("export", "--output");
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(messages, true, UTF_8));
    assertThat(Commands.run(arguments.toArray(String[]::new), Map.of(), streams)).isZero();
    assertThat(messages.toString(UTF_8)).isEmpty();
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
        .containsExactlyInAnyOrderElementsOf(
            ManifestChecks.secretsOfTheGuide().keySet().stream()
                // The API keys are checked by the gateway alone.
                .filter(name -> !name.equals("patchbay-api-keys"))
                .toList());
  }
}
