package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.Operation;
import dev.patchbay.service.OperationFunction;
import dev.patchbay.service.OperationRequest;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The work of an operation that is not a lifecycle operation, by its function. */
final class SingleOperationWork implements OperationWork {

  private final Operation operation;
  private final OperationFunction function;
  private final ResourceService service;
  private final RequestMembers members;

  SingleOperationWork(
      Operation operation,
      OperationFunction function,
      ResourceService service,
      RequestSchemas schemas) {
    this.operation = operation;
    this.function = function;
    this.service = service;
    this.members = new RequestMembers(operation, schemas.inputs(operation.name()), schemas);
  }

  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    Map<String, Object> body =
        operation.hasBody() ? members.read(context, request.body()) : Map.of();
    Map<String, List<String>> query = Query.allValues(context);
    return function
        .begin(
            service,
            new OperationRequest(
                operation, call, request.caller().accountId(), identifiers, body, query))
        .map(answer -> answer.map(OperationAnswer::of).orElse(OperationAnswer.EMPTY));
  }
}
