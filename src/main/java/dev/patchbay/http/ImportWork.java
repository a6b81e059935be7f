package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.openapi.ApiReader;
import dev.patchbay.openapi.BasePath;
import dev.patchbay.service.ApiImports;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Imports an OpenAPI document: it is read on a worker, and stored from the event loop. */
final class ImportWork implements OperationWork {

  private final Operation operation;
  private final ApiReader reader;
  private final ApiImports imports;
  private final WorkerTasks tasks;
  private final UnaryOperator<Resource> answered;
  private final RequestMembers members;

  ImportWork(
      Operation operation,
      ApiReader reader,
      ApiImports imports,
      WorkerTasks tasks,
      UnaryOperator<Resource> answered,
      RequestSchemas schemas) {
    this.operation = operation;
    this.reader = reader;
    this.imports = imports;
    this.tasks = tasks;
    this.answered = answered;
    this.members = new RequestMembers(operation, schemas.inputs(operation.name()), schemas);
  }

  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    String document = String.valueOf(members.read(context, request.body()).get("body"));
    Map<String, String> query = Query.firstValues(context);
    BasePath basePath = BasePath.of(query.get("basepath"));
    boolean failOnWarnings = Query.flag(query, "failOnWarnings", false);
    String accountId = request.caller().accountId();
    return call.admission()
        .compose(
            admitted ->
                tasks.run(
                    context.vertx().getOrCreateContext(),
                    () -> reader.read(document, accountId, basePath)))
        .compose(
            definition ->
                store(call, accountId, identifiers, definition, failOnWarnings)
                    .map(imported -> answer(imported, definition)));
  }

  private Future<ApiImports.Imported> store(
      Call call,
      String accountId,
      List<String> identifiers,
      ApiDefinition definition,
      boolean failOnWarnings) {
    return identifiers.isEmpty()
        ? imports.create(call, accountId, definition, failOnWarnings)
        : imports.replace(
            call,
            operation,
            new ResourceId(accountId, operation.type(), identifiers),
            definition,
            failOnWarnings);
  }

  private OperationAnswer answer(ApiImports.Imported imported, ApiDefinition definition) {
    Resource api = answered.apply(imported.api());
    Map<String, Object> shown = new LinkedHashMap<>(operation.type().shown(api.members()));
    if (!definition.info().isEmpty()) {
      shown.put("importInfo", definition.info());
    }
    if (!imported.warnings().isEmpty()) {
      shown.put("warnings", imported.warnings());
    }
    return new OperationAnswer(EntityTags.of(api), Buffer.buffer(ResourceCodec.encode(shown)));
  }
}
