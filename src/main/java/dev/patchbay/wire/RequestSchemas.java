package dev.patchbay.wire;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of all requests, and the check of a request against its own. Only the memory of
 * compiled expressions changes. Safe for all threads.
 */
public final class RequestSchemas {

  /** By types, of which a process has one table: several services share what is compiled. */
  private static final Map<ResourceTypes, RequestSchemas> LOADED = new ConcurrentHashMap<>();

  private final Map<String, String> documents;
  private final Map<String, CompiledSchema> requests;
  private final Expressions expressions = new Expressions();

  private RequestSchemas(Map<String, String> documents, Map<String, CompiledSchema> requests) {
    this.documents = Collections.unmodifiableMap(documents);
    this.requests = Map.copyOf(requests);
  }

  /**
   * Loads and checks the schemas of the class path, once for the same types.
   *
   * @throws IllegalStateException when one is missing or broken; the message names it
   */
  public static RequestSchemas load(ResourceTypes types) {
    return LOADED.computeIfAbsent(types, each -> of(each, SchemaDocuments.load(each)));
  }

  /**
   * Checks schemas and readies them.
   *
   * @param documents the schemas' texts by name
   */
  static RequestSchemas of(ResourceTypes types, Map<String, String> documents) {
    SchemaRepository repository = SchemaDocuments.repository(documents);
    Map<String, CompiledSchema> requests = new HashMap<>();
    SchemaCompiler compiler = new SchemaCompiler(repository);
    for (Operation operation : types.operations()) {
      if (operation.hasBody()) {
        String name = SchemaDocuments.requestName(operation.name());
        JsonObject document = (JsonObject) repository.find(SchemaDocuments.uri(name));
        requests.put(
            operation.name(), SchemaDocuments.explained(name, () -> compiler.compile(document)));
      }
    }
    return new RequestSchemas(documents, requests);
  }

  /**
   * Refuses a request that its schema does not allow. A wrong JSON type anywhere is reported before
   * every other fault, then the first fault in the order of the schema's members, then an
   * expression that does not compile.
   *
   * @param operationName for example {@code UpdateIntegrationResponse}
   * @param members the request as {@link JsonReader} gives it
   * @return the same members, without unknown members of their structures
   * @throws ServiceException SERIALIZATION for a wrong JSON type, else BAD_REQUEST; both name the
   *     member, and the latter shows its value and the allowed ones
   */
  public Map<String, Object> check(String operationName, Map<String, Object> members) {
    CompiledSchema schema = requests.get(operationName);
    if (schema == null) {
      throw new IllegalArgumentException(operationName + " has no body");
    }
    if (!schema.accepts(members)) {
      throw Violations.refusal(schema, members);
    }
    expressions.check(schema, members);
    return known(schema, members);
  }

  @SuppressWarnings("unchecked") // Nothing is left out but entries.
  private static Map<String, Object> known(CompiledSchema schema, Map<String, Object> members) {
    return (Map<String, Object>) Objects.requireNonNull(KnownMembers.of(schema, members));
  }

  /** Refuses a change after which a request could not name all that the resource has. */
  void checkStored(ResourceType type, Map<String, Object> before, Map<String, Object> after) {
    if (type.isInternal()) {
      return;
    }
    CompiledSchema schema = requests.get(LifecycleOperation.CREATE.nameOn(type));
    if (schema == null) {
      throw new IllegalStateException(type + " has no request");
    }
    boolean grown = false;
    for (Map.Entry<String, Object> member : after.entrySet()) {
      Object old = before.get(member.getKey());
      if (member.getValue() != old && member.getValue() instanceof Map<?, ?> map) {
        grown = true;
        Fault fault =
            FirstFault.tooManyEntries(schema, Map.of(member.getKey(), map), Place.top(after));
        if (fault != null && !(old instanceof Map<?, ?> was && was.size() > map.size())) {
          throw Violations.refusal(fault);
        }
      }
    }
    if (grown) {
      Expressions.checkWork(schema, before, after);
    }
  }

  /** The names of the members that the requests of an operation have; none without a body. */
  public Set<String> inputs(String operationName) {
    String document = documents.get(SchemaDocuments.requestName(operationName));
    return document == null
        ? Set.of()
        : Set.copyOf(new JsonObject(document).getJsonObject("properties").fieldNames());
  }

  /** How much work the expressions of all requests were so far, in units. */
  long expressionWork() {
    return expressions.compiledUnits();
  }

  /** All schemas by name, without {@code .json}: their text, as it is served. */
  public Map<String, String> documents() {
    return documents;
  }
}
