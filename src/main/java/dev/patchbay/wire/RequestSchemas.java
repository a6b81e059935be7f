package dev.patchbay.wire;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.MemberKind;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of all requests, and the check of a request against its own. Immutable and safe for
 * all threads.
 */
public final class RequestSchemas {

  private final Map<String, String> documents;
  private final Map<String, RequestSchema> requests;
  private final Expressions expressions = new Expressions();

  /**
   * The schema of one request.
   *
   * @param structures the members that are structures or maps of them, by name
   */
  private record RequestSchema(
      FastAccept fastAccept, Violations violations, Map<String, Structure> structures) {}

  private RequestSchemas(Map<String, String> documents, Map<String, RequestSchema> requests) {
    this.documents = Collections.unmodifiableMap(documents);
    this.requests = Map.copyOf(requests);
  }

  /**
   * Loads and checks the schemas of the class path.
   *
   * @throws IllegalStateException when one is missing or broken; the message names it
   */
  public static RequestSchemas load(ResourceTypes types) {
    return of(types, SchemaDocuments.load(types));
  }

  /**
   * Checks schemas and readies them.
   *
   * @param documents the schemas' texts by name
   */
  static RequestSchemas of(ResourceTypes types, Map<String, String> documents) {
    SchemaRepository repository = SchemaDocuments.repository(documents);
    Map<String, RequestSchema> requests = new HashMap<>();
    for (ResourceType type : types.all()) {
      for (LifecycleOperation operation : LifecycleOperation.values()) {
        if (operation.hasBody()) {
          String name = operation.nameOn(type);
          requests.put(name, request(repository, SchemaDocuments.requestName(name), type));
        }
      }
    }
    return new RequestSchemas(documents, requests);
  }

  /**
   * Refuses a request that its schema does not allow. A wrong JSON type anywhere comes before every
   * other fault; else the first fault in the order of the schema's members is told, and an
   * expression that does not compile when nothing else is wrong.
   *
   * @param operationName for example {@code UpdateIntegrationResponse}
   * @param members the request as {@link JsonReader} gives it
   * @return the same members, without what their structures hold that the schema does not know
   * @throws ServiceException SERIALIZATION for a wrong JSON type, else BAD_REQUEST; both name the
   *     member, and the latter shows the value and says what is allowed
   */
  public Map<String, Object> check(String operationName, Map<String, Object> members) {
    RequestSchema request = requests.get(operationName);
    if (request == null) {
      throw new IllegalArgumentException(operationName + " has no body");
    }
    if (!request.fastAccept.accepts(members)) {
      throw request.violations.refusal(members);
    }
    expressions.check(request.fastAccept, members);
    return withoutUnknown(request.structures, members);
  }

  /** Refuses a change after which a request could not name all that the resource has. */
  void checkStored(ResourceType type, Map<String, Object> before, Map<String, Object> after) {
    RequestSchema request = requests.get(LifecycleOperation.CREATE.nameOn(type));
    if (request == null) {
      throw new IllegalStateException(type + " has no request");
    }
    boolean grown = false;
    for (Map.Entry<String, Object> member : after.entrySet()) {
      Object old = before.get(member.getKey());
      if (member.getValue() != old && member.getValue() instanceof Map<?, ?> map) {
        grown = true;
        FastAccept.Fault fault =
            request.fastAccept.tooManyEntries(Map.of(member.getKey(), map), Place.top(after));
        if (fault != null && !(old instanceof Map<?, ?> was && was.size() > map.size())) {
          throw Violations.refusal(fault);
        }
      }
    }
    if (grown) {
      Expressions.checkWork(request.fastAccept, before, after);
    }
  }

  /** How much work the expressions of all requests were so far, in units. */
  long expressionWork() {
    return expressions.compiledUnits();
  }

  /** All schemas by name, without {@code .json}: their text, as it is served. */
  public Map<String, String> documents() {
    return documents;
  }

  private static RequestSchema request(
      SchemaRepository repository, String name, ResourceType type) {
    String uri = SchemaDocuments.BASE_URI + "/" + SchemaDocuments.path(name);
    Map<String, Structure> structures = new HashMap<>();
    JsonObject properties = repository.find(uri).<JsonObject>get("properties");
    for (Member member : type.members().values()) {
      JsonObject schema = properties.getJsonObject(member.name());
      boolean inMap = member.kind() == MemberKind.STRUCTURE_MAP;
      if (schema != null && (inMap || member.kind() == MemberKind.STRUCTURE)) {
        JsonObject reference = inMap ? schema.getJsonObject("additionalProperties") : schema;
        JsonObject structure =
            repository.find(reference.getString("__absolute_ref__")).get("properties");
        structures.put(member.name(), new Structure(inMap, Set.copyOf(structure.fieldNames())));
      }
    }
    JsonObject document = (JsonObject) repository.find(uri);
    FastAccept schema =
        SchemaDocuments.explained(name, () -> FastAccept.compile(repository, document));
    return new RequestSchema(schema, new Violations(schema, document), Map.copyOf(structures));
  }

  private static Map<String, Object> withoutUnknown(
      Map<String, Structure> structures, Map<String, Object> members) {
    if (Collections.disjoint(members.keySet(), structures.keySet())) {
      return members;
    }
    Map<String, Object> known = new LinkedHashMap<>(members);
    structures.forEach(
        (name, structure) ->
            known.computeIfPresent(name, (key, value) -> structure.withoutUnknown(value)));
    return Collections.unmodifiableMap(known);
  }

  /**
   * A member that is a structure, or a map of structures.
   *
   * @param names what the structure may hold
   */
  private record Structure(boolean inMap, Set<String> names) {

    Object withoutUnknown(Object value) {
      if (!inMap) {
        return stripped(value);
      }
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((key, nested) -> map.put(key, nested == null ? null : stripped(nested)));
      return Collections.unmodifiableMap(map);
    }

    private Object stripped(Object structure) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>((Map<?, ?>) structure);
      map.keySet().retainAll(names);
      return Collections.unmodifiableMap(map);
    }
  }
}
