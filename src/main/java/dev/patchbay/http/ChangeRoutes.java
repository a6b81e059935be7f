package dev.patchbay.http;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ChangeService;
import dev.patchbay.wire.ChangeShape;
import dev.patchbay.wire.PageParameters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /patchbay/v1/apis/{apiId}/changes}: the trail of an API in pages, or as a stream of
 * events for those who ask for one.
 */
final class ChangeRoutes {

  static final String PATH = "/patchbay/v1/apis/:apiId/changes";

  private static final RequestContext.Operation PAGES = operation("GetChanges");
  private static final RequestContext.Operation EVENTS = operation("FollowChanges");

  private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("Last-Event-ID");

  private final RequestChecks door;
  private final ChangeService service;
  private final ChangeFeed feed;
  private final AnswerWriter answers;

  ChangeRoutes(RequestChecks door, ChangeService service, ChangeFeed feed, AnswerWriter answers) {
    this.door = door;
    this.service = service;
    this.feed = feed;
    this.answers = answers;
  }

  private static RequestContext.Operation operation(String name) {
    return new RequestContext.Operation(
        name, ResourceType.API, LifecycleOperation.GET, List.of(ResourceType.API.idMember()));
  }

  void mount(Router router, RequestDeadlines deadlines) {
    router.route(PATH).handler(deadlines);
    router
        .get(PATH)
        .setName(EVENTS.name())
        .handler(
            context -> {
              if (asksForEvents(context)) {
                follow(context).onFailure(context::fail);
              } else {
                context.next();
              }
            });
    router
        .get(PATH)
        .setName(PAGES.name())
        .handler(context -> answers.write(context, page(context)));
    router
        .route(PATH)
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

  private Future<@Nullable Buffer> page(RoutingContext context) {
    return admitted(context, PAGES)
        .compose(api -> service.changes(PageParameters.parse(api, Query.firstValues(context))))
        .map(
            page -> {
              if (page.gap()) {
                throw new ServiceException(
                    ErrorCode.TRIMMED_DATA_ACCESS,
                    "The changes after this one are not kept any more. Read the API again.");
              }
              context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              return Buffer.buffer(ChangeShape.encode(page));
            });
  }

  private Future<?> follow(RoutingContext context) {
    return admitted(context, EVENTS)
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

  /** The API that a caller asks for, once the caller is let in. */
  private Future<ResourceId> admitted(RoutingContext context, RequestContext.Operation operation) {
    RequestContext visit = RequestContext.of(context);
    visit.wants(operation, context.pathParam("apiId"));
    return door.admit(context, operation.lifecycle(), visit)
        .compose(
            visitor ->
                visitor
                    .admission()
                    .map(
                        in ->
                            new ResourceId(
                                visitor.caller().accountId(),
                                ResourceType.API,
                                visit.identifiers())));
  }
}
