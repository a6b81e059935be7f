package dev.patchbay.http;

import static dev.patchbay.model.ServiceException.invalid;

import dev.patchbay.call.Call;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.openapi.ApiWriter;
import dev.patchbay.openapi.OutputType;
import dev.patchbay.service.ApiExports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Exports an API as an OpenAPI document, which is written on a worker. */
final class ExportWork implements OperationWork {

  private final ResourceType apis;
  private final ApiExports exports;
  private final WorkerTasks tasks;
  private final UnaryOperator<Resource> answered;

  ExportWork(
      ResourceType apis, ApiExports exports, WorkerTasks tasks, UnaryOperator<Resource> answered) {
    this.apis = apis;
    this.exports = exports;
    this.tasks = tasks;
    this.answered = answered;
  }

  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    Map<String, String> query = Query.firstValues(context);
    if (!identifiers.get(1).equals("OAS30")) {
      throw invalid("specification", identifiers.get(1), "OAS30");
    }
    String version = query.get("exportVersion");
    if (version != null && !version.equals("1.0")) {
      throw invalid("exportVersion", version, "1.0");
    }
    OutputType output = OutputType.of(query.get("outputType"));
    ApiWriter writer = new ApiWriter(Query.flag(query, "includeExtensions", true));
    ResourceId api = new ResourceId(request.caller().accountId(), apis, identifiers.subList(0, 1));
    String stage = query.get("stageName");
    return call.admission()
        .compose(
            admitted -> stage == null ? exports.read(call, api) : exports.read(call, api, stage))
        .compose(
            read ->
                tasks.run(
                    context.vertx().getOrCreateContext(),
                    () ->
                        output.encode(
                            writer.document(
                                answered.apply(read.get(0)), read.subList(1, read.size())))))
        .map(bytes -> new OperationAnswer(null, Buffer.buffer(bytes), output.contentType()));
  }
}
