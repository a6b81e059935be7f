package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.ConnectionJson;
import dev.patchbay.wire.PageParameters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Lists the connections of a stage that is there. */
final class ConnectionsWork implements OperationWork {

  private final ResourceType stages;
  private final ResourceService service;
  private final ConnectionPages connections;

  ConnectionsWork(ResourceType stages, ResourceService service, ConnectionPages connections) {
    this.stages = stages;
    this.service = service;
    this.connections = connections;
  }

  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    ResourceId stage = new ResourceId(request.caller().accountId(), stages, identifiers);
    ResourceCollection collection = stage.collection();
    Map<String, String> query = Query.firstValues(context);
    PageRequest page =
        PageParameters.parse(collection, query.get("maxResults"), query.get("nextToken"));
    return service
        .get(call, stage)
        .compose(
            found ->
                connections.read(stage.accountId(), identifiers.get(0), identifiers.get(1), page))
        .map(
            read ->
                new OperationAnswer(null, Buffer.buffer(ConnectionJson.encode(collection, read))));
  }
}
