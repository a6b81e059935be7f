package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the routes: every operation on every kind, each named as AWS names it. */
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
      FrontDoor door,
      ResourceService service,
      ChangeRoutes changes,
      RequestSchemas schemas,
      ServiceDocuments documents,
      Visits visits,
      Optional<OperationTrace> trace) {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(visits)
        .handler(new RequestGuard(stamp))
        .failureHandler(new ErrorHandler(stamp, visits::begin));
    router.route("/v2/*").handler(deadlines);
    for (ResourceType type : BY_TRAFFIC) {
      for (LifecycleOperation operation : LifecycleOperation.values()) {
        Route route =
            router
                .route(HttpMethod.valueOf(operation.method()), path(type, operation.onCollection()))
                .setName(operation.nameOn(type));
        trace.ifPresent(told -> route.handler(new TraceHandler(told, operation.nameOn(type))));
        route.respond(new OperationHandler(type, operation, service, schemas, door)::answer);
      }
    }
    changes.mount(router, deadlines);
    documents.mount(router);
    for (ResourceType type : BY_TRAFFIC) {
      refuseOtherMethods(router, type, true);
      refuseOtherMethods(router, type, false);
    }
    router
        .route()
        .handler(
            context -> {
              throw ErrorHandler.unknownPath();
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

  private static void refuseOtherMethods(Router router, ResourceType type, boolean collection) {
    String allowed =
        Arrays.stream(LifecycleOperation.values())
            .filter(operation -> operation.onCollection() == collection)
            .map(LifecycleOperation::method)
            .collect(Collectors.joining(", "));
    router
        .route(path(type, collection))
        .handler(
            context -> {
              context.response().putHeader(HttpHeaders.ALLOW, allowed);
              throw new ServiceException(
                  ErrorCode.METHOD_NOT_ALLOWED, "This path allows " + allowed);
            });
  }
}
