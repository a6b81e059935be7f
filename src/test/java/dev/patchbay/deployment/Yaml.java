package dev.patchbay.deployment;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML as trees; a key that is there twice is an error. */
final class Yaml {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          YAMLFactory.builder()
              .loaderOptions(withoutDuplicateKeys())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private Yaml() {}

  private static LoaderOptions withoutDuplicateKeys() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return options;
  }

  static List<ObjectNode> documents(String text) {
    try (MappingIterator<ObjectNode> documents =
        MAPPER.readerFor(ObjectNode.class).readValues(text)) {
      return documents.readAll();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  static List<ObjectNode> documents(Path file) {
    try {
      return documents(Files.readString(file));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException(file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  static ObjectNode document(Path file) {
    List<ObjectNode> documents = documents(file);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  static String text(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
