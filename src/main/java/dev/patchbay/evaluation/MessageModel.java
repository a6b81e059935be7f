package dev.patchbay.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model of an API with the models that its schema may refer to.
 *
 * @param schemas JSON Schemas of draft 4 by the names of their models
 */
public record MessageModel(String apiId, String name, Map<String, String> schemas) {

  /** How a schema refers to another model, whatever else is escaped. */
  private static final Pattern REFERENCE = Pattern.compile("models(?:\\\\?/)([A-Za-z0-9]{1,128})");

  public MessageModel {
    schemas = Map.copyOf(schemas);
  }

  /**
   * The model of a name; nothing where there is none.
   *
   * @param all the schemas of all models of the API by their names
   */
  public static Optional<MessageModel> of(String apiId, String name, Map<String, String> all) {
    Map<String, String> reached = new TreeMap<>();
    reach(name, all, reached);
    return reached.isEmpty()
        ? Optional.empty()
        : Optional.of(new MessageModel(apiId, name, reached));
  }

  private static void reach(String name, Map<String, String> all, Map<String, String> reached) {
    String schema = all.get(name);
    if (schema == null || reached.putIfAbsent(name, schema) != null) {
      return;
    }
    Matcher references = REFERENCE.matcher(schema);
    while (references.find()) {
      reach(String.valueOf(references.group(1)), all, reached);
    }
  }

  @Nullable String schema(String modelName) {
    return schemas.get(modelName);
  }

  /** Characters of all its schemas. */
  int length() {
    return schemas.values().stream().mapToInt(String::length).sum();
  }
}
