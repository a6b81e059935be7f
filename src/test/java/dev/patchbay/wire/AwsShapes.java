package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraints of a shape's members by their paths: as AWS's model or as a schema has them. */
final class AwsShapes {

  private AwsShapes() {}

  /**
   * The constraints of one member, entry or item.
   *
   * @param values the values of an enum; empty where any value is allowed
   */
  record Constraints(
      String type,
      boolean isRequired,
      @Nullable Integer least,
      @Nullable Integer most,
      Set<String> values) {}

  /** The shapes of {@code aws-shapes.txt} by name. */
  static Map<String, Map<String, Constraints>> ofModel() {
    Map<String, Map<String, Constraints>> shapes = new LinkedHashMap<>();
    Map<String, Constraints> last = Map.of();
    for (String line : lines()) {
      if (line.startsWith(" ")) {
        List<String> words = List.of(line.strip().split(" ", -1));
        String path = words.get(0);
        last.put(path.replace("*", ""), constraints(path.endsWith("*"), words));
      } else {
        last = new LinkedHashMap<>();
        shapes.put(line, last);
      }
    }
    return shapes;
  }

  private static Constraints constraints(boolean isRequired, List<String> words) {
    @Nullable Integer least = null;
    @Nullable Integer most = null;
    Set<String> values = Set.of();
    for (String word : words.subList(2, words.size())) {
      int dots = word.indexOf("..");
      if (dots < 0) {
        values = new TreeSet<>(Arrays.asList(word.split("\\|", -1)));
      } else {
        least = Integer.valueOf(word.substring(0, dots));
        most = Integer.valueOf(word.substring(dots + 2));
      }
    }
    return new Constraints(words.get(1), isRequired, least, most, values);
  }

  private static List<String> lines() {
    try (InputStream stream =
        Objects.requireNonNull(AwsShapes.class.getResourceAsStream("aws-shapes.txt"))) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of a schema. */
  static Map<String, Constraints> ofSchema(SchemaRepository repository, String name) {
    Map<String, Constraints> shape = new LinkedHashMap<>();
    JsonObject document = (JsonObject) repository.find(SchemaDocuments.uri(name));
    addBelow(shape, repository, document, "");
    return shape;
  }

  private static void addBelow(
      Map<String, Constraints> shape, SchemaRepository repository, JsonObject schema, String path) {
    List<?> required = schema.getJsonArray("required", new JsonArray()).getList();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      String member = path.isEmpty() ? name : path + "." + name;
      add(shape, repository, properties.getJsonObject(name), member, required.contains(name));
    }
    JsonObject patterns = schema.getJsonObject("patternProperties");
    JsonObject entries =
        patterns == null
            ? schema.getJsonObject("additionalProperties")
            : patterns.getJsonObject(patterns.fieldNames().iterator().next());
    if (entries != null) {
      add(shape, repository, entries, path + "{}", false);
    }
    JsonObject items = schema.getJsonObject("items");
    if (items != null) {
      add(shape, repository, items, path + "[]", false);
    }
  }

  private static void add(
      Map<String, Constraints> shape,
      SchemaRepository repository,
      JsonObject schema,
      String path,
      boolean isRequired) {
    String reference = schema.getString("__absolute_ref__");
    JsonObject target = reference == null ? schema : (JsonObject) repository.find(reference);
    Object type = target.getValue("type");
    shape.put(
        path,
        new Constraints(
            type instanceof JsonArray types ? types.getString(0) : String.valueOf(type),
            isRequired,
            target.getInteger("minLength", target.getInteger("minimum")),
            target.getInteger("maxLength", target.getInteger("maximum")),
            values(target.getJsonArray("enum", new JsonArray()))));
    addBelow(shape, repository, target, path);
  }

  /** An empty string clears a member and is no value of it. */
  private static Set<String> values(JsonArray allowed) {
    return allowed.stream()
        .filter(value -> value != null && !"".equals(value))
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
