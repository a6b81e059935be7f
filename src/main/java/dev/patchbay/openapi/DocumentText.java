package dev.patchbay.openapi;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.yaml.YamlDocument;
import dev.patchbay.yaml.YamlException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a document, which is JSON where it begins with a brace, and else YAML. */
final class DocumentText {

  private DocumentText() {}

  static Map<String, @Nullable Object> parse(String text) {
    try {
      return text.stripLeading().startsWith("{")
          ? JsonReader.readDocument(text)
          : YamlDocument.parseWithDecimalTexts(text, Limit.OPENAPI_VALUES.intValue()).values();
    } catch (YamlException e) {
      throw ImportNotes.error("Unable to parse the document: " + e.reason());
    } catch (ServiceException e) {
      throw ImportNotes.error("Unable to parse the document: " + e.message());
    }
  }
}
