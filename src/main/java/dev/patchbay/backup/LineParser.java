package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.wire.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses one line of an export strictly: each kind of line has exactly its names. */
final class LineParser {

  /** More than any count of changes or resources, and far from an overflow. */
  private static final long NUMBER_MAX = 1L << 52;

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final ResourceTypes types;
  private final Map<String, @Nullable Object> line;

  private LineParser(ResourceTypes types, Map<String, @Nullable Object> line) {
    this.types = types;
    this.line = line;
  }

  /**
   * Parses a line.
   *
   * @param version the version in the header of the file
   * @throws dev.patchbay.model.ServiceException when it is not a line of that version
   */
  static ExportLine parse(ResourceTypes types, byte[] bytes, long version) {
    LineParser parser = new LineParser(types, JsonReader.readLine(bytes));
    if (parser.line.containsKey("type")) {
      return new ExportLine.OfResource(parser.resource(version));
    }
    return parser.line.containsKey("end") ? parser.end() : parser.header();
  }

  private ExportLine header() {
    if (!ExportFormat.NAME.equals(line.get("format"))) {
      throw badRequest("it is no line of an export");
    }
    if (!(line.get("version") instanceof Long version)
        || version < ExportFormat.VERSION_WITH_POSITIONS
        || version > ExportFormat.VERSION) {
      throw badRequest(
          "the version of the file is %s; this Patchbay reads versions up to %d"
              .formatted(line.get("version"), ExportFormat.VERSION));
    }
    checkNames("format", "version");
    return new ExportLine.Header(version);
  }

  private ExportLine end() {
    if (ExportFormat.END_OF_EXPORT.equals(line.get("end"))) {
      return endOfExport();
    }
    ResourceType root =
        types.roots().stream()
            .filter(each -> each.typeName().equals(line.get("end")))
            .findFirst()
            .orElseThrow(() -> badRequest("end is neither " + rootNames() + " nor export"));
    checkNames("end", "account", "id", "resources");
    return new ExportLine.EndOfRoot(
        new ResourceId(account(), root, List.of(id(root, line.get("id")))), number("resources", 1));
  }

  private String rootNames() {
    return types.roots().stream().map(ResourceType::typeName).collect(Collectors.joining(", "));
  }

  /** A file of a version with fewer root types has fewer counts. */
  private ExportLine endOfExport() {
    List<String> segments = types.roots().stream().map(ResourceType::collectionSegment).toList();
    Map<String, Long> roots = new LinkedHashMap<>();
    for (String segment : segments) {
      if (line.containsKey(segment) || segment.equals(segments.get(0))) {
        roots.put(segment, number(segment, 0));
      }
    }
    Set<String> names = new LinkedHashSet<>(List.of("end"));
    names.addAll(roots.keySet());
    names.add("resources");
    checkNames(names.toArray(String[]::new));
    return new ExportLine.EndOfExport(roots, number("resources", 0));
  }

  private Resource resource(long version) {
    if (version == ExportFormat.VERSION_WITH_POSITIONS) {
      checkNames("type", "account", "path", "revision", "position", "members");
      number("position", 1);
    } else {
      checkNames("type", "account", "path", "revision", "members");
    }
    ResourceType type =
        types
            .named(String.valueOf(line.get("type")))
            .orElseThrow(() -> badRequest("type is not one of a resource"));
    return new Resource(
        new ResourceId(account(), type, path(type)), number("revision", 1), members(type));
  }

  private List<String> path(ResourceType type) {
    List<ResourceType> lineage = type.lineage();
    if (!(line.get("path") instanceof List<?> ids) || ids.size() != lineage.size()) {
      throw badRequest("path is not a list of %d identifiers".formatted(lineage.size()));
    }
    List<String> path = new ArrayList<>();
    for (int i = 0; i < lineage.size(); i++) {
      path.add(id(lineage.get(i), ids.get(i)));
    }
    return path;
  }

  private Map<String, Object> members(ResourceType type) {
    if (!(line.get("members") instanceof Map<?, ?> all)) {
      throw badRequest("members is not an object");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (!(name instanceof String known) || !type.members().containsKey(known)) {
            throw badRequest("%s has no member %s".formatted(type.typeName(), name));
          }
          if (value == null) {
            throw badRequest(name + " is null");
          }
          members.put(known, value);
        });
    return members;
  }

  private String account() {
    if (line.get("account") instanceof String id && ACCOUNT.matcher(id).matches()) {
      return id;
    }
    throw badRequest("account is not 12 digits");
  }

  private static String id(ResourceType type, @Nullable Object value) {
    if (value instanceof String id && type.identifier().accepts(id)) {
      return id;
    }
    throw badRequest("%s is not %s".formatted(type.idMember(), type.identifier().form()));
  }

  private long number(String name, long least) {
    if (line.get(name) instanceof Long number && number >= least && number <= NUMBER_MAX) {
      return number;
    }
    throw badRequest("%s is not a whole number from %d to 2^52".formatted(name, least));
  }

  private void checkNames(String... names) {
    if (!line.keySet().equals(Set.of(names))) {
      throw badRequest("it does not have the names " + String.join(", ", names));
    }
  }
}
