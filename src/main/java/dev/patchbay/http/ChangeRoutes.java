package dev.patchbay.http;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import dev.patchbay.wire.ChangeJson;
import dev.patchbay.wire.PageParameters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /patchbay/v1/apis/{apiId}/changes}, and the same path below each other root: the
 * change log in pages, or as a stream of events if the request accepts {@code text/event-stream}.
 */
final class ChangeRoutes {

  private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("Last-Event-ID");

  private final RequestChecks checks;
  private final ChangeService service;
  private final ChangeFeed feed;
  private final AnswerWriter answers;

  ChangeRoutes(RequestChecks checks, ChangeService service, ChangeFeed feed, AnswerWriter answers) {
    this.checks = checks;
    this.service = service;
    this.feed = feed;
    this.answers = answers;
  }

  /** Makes the routes of each root. */
  void mount(Router router, ResourceTypes types, RequestDeadlines deadlines) {
    types.servedRoots().forEach(root -> mount(router, root, deadlines));
  }

  private void mount(Router router, ResourceType root, RequestDeadlines deadlines) {
    Operation pages = Operation.changePages(root);
    Operation events = Operation.changeEvents(root);
    String path = ResourceRouter.routerPath(pages.path());
    router.route(path).handler(deadlines);
    router
        .get(path)
        .setName(events.name())
        .handler(
            context -> {
              if (asksForEvents(context)) {
                follow(context, events).onFailure(context::fail);
              } else {
                context.next();
              }
            });
    router
        .get(path)
        .setName(pages.name())
        .handler(context -> answers.write(context, page(context, pages)));
    router
        .route(path)
        .handler(
            context -> {
              context.response().putHeader(HttpHeaders.ALLOW, "GET");
              throw new ServiceException(ErrorCode.METHOD_NOT_ALLOWED, "This path allows GET");
            });
  }

  private static boolean asksForEvents(RoutingContext context) {
    return context.request().headers().getAll(HttpHeaders.ACCEPT).stream()
        .anyMatch(accepted -> accepted.contains("text/event-stream"));
  }

  private Future<@Nullable Buffer> page(RoutingContext context, Operation operation) {
    return admitted(context, operation)
        .compose(api -> service.changes(PageParameters.parse(api, Query.firstValues(context))))
        .map(
            page -> {
              if (page.gap()) {
                throw new ServiceException(
                    ErrorCode.TRIMMED_DATA_ACCESS,
                    "The changes after this one are not kept any more. Read the %s again."
                        .formatted(operation.type().spokenName()));
              }
              context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              return Buffer.buffer(ChangeJson.encode(page));
            });
  }

  private Future<?> follow(RoutingContext context, Operation operation) {
    return admitted(context, operation)
        .compose(
            api -> {
              if (context.request().version() == HttpVersion.HTTP_1_0) {
                throw badRequest("Changes are followed over HTTP/1.1 or HTTP/2");
              }
              feed.checkRoom();
              Map<String, String> query = Query.firstValues(context);
              String last = context.request().getHeader(LAST_EVENT_ID);
              // A client that reconnects sends the address that it had, and the header.
              ChangesRequest asked =
                  last == null || last.isEmpty()
                      ? PageParameters.parse(api, query)
                      : new ChangesRequest(api, PageParameters.changeId("Last-Event-ID", last), 1);
              return asked.after().equals(ChangeId.ZERO)
                  ? feed.lookUp(() -> service.newest(api))
                      .map(newest -> feed.followFrom(api, newest, context))
                  : feed.lookUp(() -> service.changes(asked))
                      .map(known -> feed.followAfter(api, asked.after(), context));
            });
  }

  /** Returns the root in the path, when the throttle has admitted the request. */
  private Future<ResourceId> admitted(RoutingContext context, Operation operation) {
    RequestContext requestContext = RequestContext.of(context);
    requestContext.routedTo(operation, context.pathParam(operation.type().idMember()));
    return checks
        .check(context, operation, requestContext)
        .compose(
            authenticated ->
                authenticated
                    .admission()
                    .map(
                        in ->
                            new ResourceId(
                                authenticated.caller().accountId(),
                                operation.type(),
                                requestContext.identifiers())));
  }
}
