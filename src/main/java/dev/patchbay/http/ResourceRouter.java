package dev.patchbay.http;

import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the routes: one for each path, with all of its operations, for the router matches a path
 * anew for each route that it tries.
 */
final class ResourceRouter {

  private ResourceRouter() {}

  static Router create(
      Vertx vertx,
      ResourceTypes types,
      AnswerStamp stamp,
      RequestDeadlines deadlines,
      RequestChecks checks,
      ResourceService service,
      ChangeRoutes changes,
      AnswerWriter answers,
      LargeResources large,
      RequestSchemas schemas,
      ServiceDocuments documents,
      RequestInstrumentation instrumentation,
      Optional<OperationTrace> trace) {
    UnservedOperations unserved = new UnservedOperations(types);
    Router router = Router.router(vertx);
    router
        .route()
        .handler(instrumentation)
        .handler(new HttpConformanceHandler(stamp))
        .failureHandler(new ErrorHandler(stamp, answers, instrumentation::begin));
    router.route("/v2/*").handler(deadlines);
    byPath(types)
        .forEach(
            (path, operations) -> {
              PathHandler handler =
                  new PathHandler(
                      operations.stream()
                          .map(each -> new OperationHandler(each, service, schemas, checks, large))
                          .toList(),
                      trace,
                      unserved);
              router
                  .route(routerPath(path))
                  .handler(context -> answers.write(context, handler.answer(context)));
            });
    changes.mount(router, types, deadlines);
    documents.mount(router, answers);
    router
        .route()
        .handler(
            context -> {
              throw unserved.refusal(context.request()).orElseGet(ErrorHandler::unknownPath);
            });
    return router;
  }

  /**
   * The operations by path. Paths with many segments come first, for the router tries its routes
   * one by one, and deep resources get most requests.
   */
  private static Map<String, List<Operation>> byPath(ResourceTypes types) {
    return types.operations().stream()
        .sorted(Comparator.comparingInt(operation -> -segments(operation)))
        .collect(Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()));
  }

  private static int segments(Operation operation) {
    return operation.path().split("/", -1).length;
  }

  /** The path as the router writes it, for example {@code /v2/apis/:apiId}. */
  static String routerPath(String path) {
    return path.replace("{", ":").replace("}", "");
  }
}
