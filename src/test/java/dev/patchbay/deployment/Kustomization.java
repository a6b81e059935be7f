package dev.patchbay.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, as far as ours go; what it does not
 * know it refuses, so that nothing is left out in silence.
 */
final class Kustomization {

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "components",
          "patches",
          "images",
          "configMapGenerator");

  private final Path directory;
  private final ObjectNode file;
  private final List<ObjectNode> objects;

  private Kustomization(Path directory, List<ObjectNode> objects) {
    this.directory = directory;
    this.file = Yaml.document(directory.resolve("kustomization.yaml"));
    this.objects = objects;
    file.fieldNames().forEachRemaining(name -> require(UNDERSTOOD.contains(name), name));
  }

  /** The objects of a directory, in the order of its resources. */
  static List<ObjectNode> render(Path directory) {
    Kustomization top = new Kustomization(directory, new ArrayList<>());
    require(top.file.path("kind").asText().equals("Kustomization"), directory.toString());
    top.apply();
    return top.objects;
  }

  private void apply() {
    file.path("resources").forEach(resource -> add(directory.resolve(resource.asText())));
    file.path("configMapGenerator").forEach(this::generate);
    file.path("components")
        .forEach(
            component ->
                new Kustomization(directory.resolve(component.asText()).normalize(), objects)
                    .apply());
    file.path("patches").forEach(this::patch);
    if (file.has("namespace")) {
      objects.stream()
          .filter(object -> !object.path("kind").asText().equals("Namespace"))
          .forEach(object -> metadata(object).put("namespace", file.get("namespace").asText()));
    }
    file.path("images").forEach(image -> objects.forEach(object -> setImage(object, image)));
  }

  private void add(Path resource) {
    objects.addAll(
        Files.isDirectory(resource) ? render(resource.normalize()) : Yaml.documents(resource));
  }

  private void generate(JsonNode generator) {
    require(generator.at("/options/disableNameSuffixHash").asBoolean(), "a suffix of a hash");
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").set("name", generator.get("name"));
    metadata(map).set("labels", generator.at("/options/labels"));
    if (generator.has("namespace")) {
      metadata(map).set("namespace", generator.get("namespace"));
    }
    ObjectNode data = map.putObject("data");
    for (JsonNode entry : generator.path("files")) {
      String[] keyAndFile = entry.asText().split("=", 2);
      String name = keyAndFile[keyAndFile.length - 1];
      data.put(keyAndFile.length == 2 ? keyAndFile[0] : name, read(directory.resolve(name)));
    }
    objects.add(map);
  }

  private void patch(JsonNode reference) {
    require(reference.size() == 1 && reference.has("path"), reference.toString());
    ObjectNode patch = Yaml.document(directory.resolve(reference.get("path").asText()));
    ObjectNode target =
        objects.stream()
            .filter(object -> identity(object).equals(identity(patch)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no object for " + reference));
    JsonNode directive = patch.remove("$patch");
    if (directive != null) {
      require(directive.asText().equals("delete"), directive.toString());
      objects.remove(target);
      return;
    }
    StrategicMerge.merge(target, patch);
  }

  private static void setImage(JsonNode node, JsonNode image) {
    if (node.path("image").asText().equals(image.get("name").asText())) {
      String reference =
          "%s:%s@%s"
              .formatted(
                  image.get("newName").asText(),
                  image.get("newTag").asText(),
                  image.get("digest").asText());
      ((ObjectNode) node).put("image", reference);
    }
    node.forEach(child -> setImage(child, image));
  }

  static String identity(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  private static ObjectNode metadata(ObjectNode object) {
    return (ObjectNode) object.get("metadata");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void require(boolean understood, String what) {
    if (!understood) {
      throw new IllegalArgumentException("not understood here: " + what);
    }
  }
}
