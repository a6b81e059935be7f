package dev.patchbay.http;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the routes: one for each path, with all of its operations, for the router matches a path
 * anew for each route that it tries.
 */
final class ResourceRouter {

  /** The kind that callers hammer comes first, for the router tries its routes one by one. */
  private static final List<ResourceType> BY_TRAFFIC =
      List.of(
          ResourceType.INTEGRATION_RESPONSE,
          ResourceType.INTEGRATION,
          ResourceType.ROUTE,
          ResourceType.ROUTE_RESPONSE,
          ResourceType.API);

  private ResourceRouter() {}

  static Router create(
      Vertx vertx,
      AnswerStamp stamp,
      RequestDeadlines deadlines,
      RequestChecks door,
      ResourceService service,
      ChangeRoutes changes,
      AnswerWriter answers,
      LargeResources large,
      RequestSchemas schemas,
      ServiceDocuments documents,
      RequestInstrumentation visits,
      Optional<OperationTrace> trace) {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(visits)
        .handler(new HttpConformanceHandler(stamp))
        .failureHandler(new ErrorHandler(stamp, answers, visits::begin));
    router.route("/v2/*").handler(deadlines);
    for (ResourceType type : BY_TRAFFIC) {
      for (boolean collection : new boolean[] {false, true}) {
        List<OperationHandler> operations =
            Arrays.stream(LifecycleOperation.values())
                .filter(operation -> operation.onCollection() == collection)
                .map(
                    operation ->
                        new OperationHandler(type, operation, service, schemas, door, large))
                .toList();
        PathHandler handler = new PathHandler(operations, trace);
        router
            .route(path(type, collection))
            .handler(context -> answers.write(context, handler.answer(context)));
      }
    }
    changes.mount(router, deadlines);
    documents.mount(router, answers);
    router
        .route()
        .handler(
            context -> {
              throw UnservedOperations.refusal(context.request())
                  .orElseGet(ErrorHandler::unknownPath);
            });
    return router;
  }

  /** For example {@code /v2/apis/:apiId/routes/:routeId}. */
  static String path(ResourceType type, boolean collection) {
    String labels =
        type.lineage().stream()
            .map(each -> "/" + each.collectionSegment() + "/:" + each.idMember())
            .collect(Collectors.joining());
    return "/v2" + (collection ? labels.substring(0, labels.lastIndexOf('/')) : labels);
  }
}
