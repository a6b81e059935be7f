package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.wire.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of an export, strictly: each kind of line has its names, and no others. */
final class LineParser {

  /** More than any count of changes or resources, and far from where a count could overflow. */
  private static final long NUMBER_MAX = 1L << 52;

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+");

  private final Map<String, @Nullable Object> line;

  private LineParser(Map<String, @Nullable Object> line) {
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @param version of the file, as its header says
   * @throws dev.patchbay.model.ServiceException when it is not one of an export of that version
   */
  static ExportLine parse(byte[] bytes, long version) {
    LineParser parser = new LineParser(JsonReader.readLine(bytes));
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
      checkNames("end", "apis", "resources");
      return new ExportLine.EndOfExport(number("apis", 0), number("resources", 0));
    }
    if (!ExportFormat.END_OF_API.equals(line.get("end"))) {
      throw badRequest("end is neither Api nor export");
    }
    checkNames("end", "account", "id", "resources");
    return new ExportLine.EndOfApi(
        account(), id(ResourceType.API, line.get("id")), number("resources", 1));
  }

  private Resource resource(long version) {
    if (version == ExportFormat.VERSION_WITH_POSITIONS) {
      checkNames("type", "account", "path", "revision", "position", "members");
      number("position", 1);
    } else {
      checkNames("type", "account", "path", "revision", "members");
    }
    ResourceType type =
        Arrays.stream(ResourceType.values())
            .filter(known -> known.typeName().equals(line.get("type")))
            .findFirst()
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

  /** Route responses once had identifiers of seven characters; they keep them. */
  private static boolean isLength(ResourceType type, int length) {
    return length == type.idLength() || (type == ResourceType.ROUTE_RESPONSE && length == 7);
  }

  private static String id(ResourceType type, @Nullable Object value) {
    if (value instanceof String id && isLength(type, id.length()) && ID.matcher(id).matches()) {
      return id;
    }
    throw badRequest(
        "%s is not %d characters of a-z and 0-9".formatted(type.idMember(), type.idLength()));
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
