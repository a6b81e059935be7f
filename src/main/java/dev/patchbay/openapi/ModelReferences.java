package dev.patchbay.openapi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes each reference of a request or response body to a schema that the document does not define.
 * An import reads no other part of a schema.
 */
final class ModelReferences {

  private static final String PLACE = "#/components/schemas/";

  private final DocumentObject schemas;
  private final ImportNotes notes;

  ModelReferences(DocumentObject document, ImportNotes notes) {
    this.schemas = document.object("components").object("schemas");
    this.notes = notes;
  }

  void check(String path, String method, DocumentObject operation) {
    String place = "paths.'%s'(%s)".formatted(path, method);
    checkBody(place + ".requestBody", operation.members().get("requestBody"));
    if (operation.members().get("responses") instanceof Map<?, ?> responses) {
      responses.forEach((status, response) -> checkBody(place + ".responses." + status, response));
    }
  }

  private void checkBody(String place, @Nullable Object body) {
    if (!(body instanceof Map<?, ?> map && map.get("content") instanceof Map<?, ?> content)) {
      return;
    }
    for (Object media : content.values()) {
      if (media instanceof Map<?, ?> type
          && type.get("schema") instanceof Map<?, ?> schema
          && schema.get("$ref") instanceof String reference) {
        Optional<String> name = DocumentObject.named(reference, PLACE);
        if (name.isPresent() && !schemas.has(name.get())) {
          notes.warn(
              "Parse issue: attribute %s.content.schema.%s is missing".formatted(place, reference));
        }
      }
    }
  }
}
