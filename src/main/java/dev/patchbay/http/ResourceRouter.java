package dev.patchbay.http;

import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the routes, one for each path with all of its operations, because the router matches a path
 * again for each route that it tries.
 */
final class ResourceRouter {

  /**
   * The name of a label that takes the rest of a path; the name of a regular expression's group has
   * no hyphens.
   */
  static final String GREEDY = "greedy";

  private ResourceRouter() {}

  static Router create(
      Vertx vertx,
      ResourceTypes types,
      OperationWorks works,
      AnswerStamp stamp,
      RequestDeadlines deadlines,
      RequestChecks checks,
      ChangeRoutes changes,
      AnswerWriter answers,
      ServiceDocuments documents,
      Optional<ConsoleRoutes> console,
      RequestInstrumentation instrumentation,
      Optional<OperationTrace> trace) {
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
                          .map(each -> new OperationHandler(each, works.of(each), checks))
                          .toList(),
                      trace);
              if (!path.startsWith("/v2/")) {
                route(router, path).handler(deadlines);
              }
              route(router, path)
                  .handler(context -> answers.write(context, handler.answer(context)));
            });
    changes.mount(router, types, deadlines);
    documents.mount(router, answers);
    console.ifPresent(routes -> routes.mount(router, answers));
    router
        .route()
        .handler(
            context -> {
              throw ErrorHandler.unknownPath();
            });
    return router;
  }

  /**
   * Returns the operations by path, the longest paths first: the router tries its routes one by
   * one, and deep resources get most requests.
   */
  private static Map<String, List<Operation>> byPath(ResourceTypes types) {
    return types.operations().stream()
        .sorted(Comparator.comparingInt(operation -> -segments(operation)))
        .collect(Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()));
  }

  private static int segments(Operation operation) {
    return operation.path().split("/", -1).length;
  }

  /** A label with a plus takes the rest of the path, slashes included. */
  private static Route route(Router router, String path) {
    return path.endsWith("+}")
        ? router.routeWithRegex(
            Pattern.quote(path.substring(0, path.indexOf('{'))) + "(?<" + GREEDY + ">.+)")
        : router.route(routerPath(path));
  }

  /** The path as the router writes it, for example {@code /v2/apis/:apiId}. */
  static String routerPath(String path) {
    return path.replace("{", ":").replace("}", "");
  }
}
