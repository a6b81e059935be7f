package dev.patchbay.http;

import dev.patchbay.model.Operation;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** Reads the members in the bodies of one operation's requests. */
final class RequestMembers {

  private final Operation operation;
  private final Set<String> inputs;
  private final RequestSchemas schemas;

  /**
   * The members of an operation.
   *
   * @param inputs the names of the members that the operation takes
   */
  RequestMembers(Operation operation, Set<String> inputs, RequestSchemas schemas) {
    this.operation = operation;
    this.inputs = Set.copyOf(inputs);
    this.schemas = schemas;
  }

  /** The members that the schema accepts; a header of the answer names others. */
  Map<String, Object> read(RoutingContext context, Buffer body) {
    ContentTypes.check(context.request(), body);
    IgnoredMembers ignored = new IgnoredMembers(operation.type().members().keySet());
    Map<String, Object> members = JsonReader.read(body.getBytes(), inputs, ignored);
    ignored.addTo(context.response());
    return schemas.check(operation.name(), members);
  }
}
