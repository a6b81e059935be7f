package dev.patchbay.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An image of the OCI layout, unpacked.
 *
 * @param config the configuration of a container
 * @param root the files of all layers
 */
record ImageLayout(JsonNode config, Path root) {

  static ImageLayout unpack(Path tar, Path directory) throws IOException, InterruptedException {
    Path layout = Files.createDirectory(directory.resolve("layout"));
    Path root = Files.createDirectory(directory.resolve("root"));
    extract(tar, layout);
    JsonNode manifest = blob(layout, json(layout.resolve("index.json")).at("/manifests/0"));
    for (JsonNode layer : manifest.path("layers")) {
      extract(path(layout, layer), root);
    }
    return new ImageLayout(blob(layout, manifest.path("config")), root);
  }

  private static JsonNode blob(Path layout, JsonNode descriptor) {
    return json(path(layout, descriptor));
  }

  private static Path path(Path layout, JsonNode descriptor) {
    return layout.resolve("blobs").resolve(descriptor.path("digest").asText().replace(':', '/'));
  }

  private static JsonNode json(Path file) {
    return Yaml.document(file);
  }

  private static void extract(Path tar, Path directory) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(
                List.of(
                    "tar",
                    "--extract",
                    "--file=" + tar.toAbsolutePath(),
                    "--directory=" + directory,
                    "--warning=no-unknown-keyword"))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("tar ended with " + status + " for " + tar);
    }
  }
}
