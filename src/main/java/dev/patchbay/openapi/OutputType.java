package dev.patchbay.openapi;

import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.ResourceCodec;
import dev.patchbay.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of an exported document. */
public enum OutputType {
  JSON("application/json"),
  YAML("application/yaml");

  private final String contentType;

  OutputType(String contentType) {
    this.contentType = contentType;
  }

  /**
   * The one that a request names.
   *
   * @throws ServiceException BAD_REQUEST for another name, or for none
   */
  public static OutputType of(@Nullable String parameter) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(parameter))
        .findFirst()
        .orElseThrow(() -> ServiceException.invalid("outputType", parameter, "JSON or YAML"));
  }

  public String contentType() {
    return contentType;
  }

  /** The bytes of a document. */
  public byte[] encode(Map<String, Object> document) {
    return switch (this) {
      case JSON -> ResourceCodec.encode(document);
      case YAML -> YamlText.of(document).getBytes(StandardCharsets.UTF_8);
    };
  }
}
