package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.CollectionView;
import dev.patchbay.service.PreviewService;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Evaluates the integration responses of an integration, as they are or after changes that are not
 * stored.
 */
final class EvaluationWork implements OperationWork {

  private final ResourceType type;
  private final PreviewService service;
  private final RequestSchemas schemas;
  private final EvaluationRunner runner;
  private final LargeResources large;

  /**
   * The work of one event loop.
   *
   * @param type of integration responses
   */
  EvaluationWork(
      ResourceType type,
      PreviewService service,
      RequestSchemas schemas,
      EvaluationRunner runner,
      LargeResources large) {
    this.type = type;
    this.service = service;
    this.schemas = schemas;
    this.runner = runner;
    this.large = large;
  }

  /** It reads beside a question of the throttle to its counter, and evaluates after the answer. */
  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    EvaluationInput input = input(context, request.body());
    ResourceCollection responses =
        new ResourceCollection(request.caller().accountId(), type, identifiers);
    return large
        .inTurn(
            responses,
            context.response()::ended,
            () -> {
              Future<CollectionView> preview = service.preview(responses, input.changes());
              return call.admission()
                  .compose(admitted -> preview)
                  .onSuccess(view -> large.made(responses, Math.toIntExact(view.bytes())))
                  .compose(view -> runner.run(view, input, context.vertx().getOrCreateContext()));
            })
        .map(body -> new OperationAnswer(null, body));
  }

  private EvaluationInput input(RoutingContext context, Buffer body) {
    ContentTypes.check(context.request(), body);
    return EvaluationInput.of(
        schemas.check(Operation.EVALUATE, JsonReader.readAll(body.getBytes())));
  }
}
