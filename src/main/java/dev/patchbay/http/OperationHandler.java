package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.PageParameters;
import dev.patchbay.wire.PageShape;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One operation on one kind, from the request to the body of the answer. */
final class OperationHandler {

  /**
   * What an operation has to say, once its caller is known to be admitted.
   *
   * @param entityTag null where no single resource is answered
   * @param body null for none
   */
  private record Answer(@Nullable String entityTag, @Nullable Buffer body) {

    static final Answer EMPTY = new Answer(null, null);

    static Answer of(Resource resource) {
      return new Answer(
          EntityTags.of(resource), Buffer.buffer(ResourceCodec.encode(resource.members())));
    }
  }

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final Operation operation;
  private final LifecycleOperation lifecycle;
  private final ResourceType type;
  private final ResourceService service;
  private final RequestSchemas schemas;
  private final RequestChecks checks;
  private final LargeResources large;
  private final Set<String> inputMembers;

  OperationHandler(
      Operation operation,
      ResourceService service,
      RequestSchemas schemas,
      RequestChecks checks,
      LargeResources large) {
    this.operation = operation;
    this.lifecycle = operation.lifecycle().orElseThrow();
    this.type = operation.type();
    this.service = service;
    this.schemas = schemas;
    this.checks = checks;
    this.large = large;
    this.inputMembers =
        type.members().values().stream()
            .filter(member -> member.isInputOf(lifecycle))
            .map(Member::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** As AWS names it. */
  String name() {
    return operation.name();
  }

  HttpMethod method() {
    return HttpMethod.valueOf(operation.method());
  }

  /** The body of the answer, null for an empty one; the status and the headers are set by then. */
  Future<@Nullable Buffer> answer(RoutingContext context) {
    RequestContext requestContext = RequestContext.of(context);
    requestContext.routedTo(operation, identifiers(context));
    return checks
        .check(context, operation, requestContext)
        .compose(authenticated -> serve(context, requestContext, authenticated));
  }

  /**
   * Where the throttle has to ask its counter, it does so in the same moment as the first read. Who
   * is known to be over the limit costs neither JSON nor a read.
   */
  private Future<@Nullable Buffer> serve(
      RoutingContext context,
      RequestContext requestContext,
      RequestChecks.AuthenticatedRequest authenticated) {
    Call call =
        requestContext.start(
            new Call.Author(
                authenticated.caller().accessKeyId(), AnswerStamp.requestId(context.response())),
            authenticated.admission());
    if (call.admission().failed()) {
      return call.admission().mapEmpty();
    }
    Future<Answer> answer =
        Future.succeededFuture()
            .compose(begun -> operate(context, call, authenticated, requestContext.identifiers()));
    return call.admission()
        .compose(admitted -> answer)
        .map(outcome -> write(context.response(), outcome));
  }

  private Future<Answer> operate(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest authenticated,
      List<String> path) {
    String accountId = authenticated.caller().accountId();
    return switch (lifecycle) {
      case CREATE ->
          service
              .create(call, collection(accountId, path), members(context, authenticated.body()))
              .map(Answer::of);
      case GET -> {
        ResourceId id = id(accountId, path);
        yield inTurn(id, () -> service.get(call, id).map(Answer::of));
      }
      case GET_ALL -> list(context, call, collection(accountId, path));
      case UPDATE -> {
        ResourceId id = id(accountId, path);
        Map<String, Object> members = members(context, authenticated.body());
        Precondition precondition = precondition(context);
        yield inTurn(id, () -> service.update(call, id, members, precondition).map(Answer::of));
      }
      case DELETE ->
          service.delete(call, id(accountId, path), precondition(context)).map(Answer.EMPTY);
    };
  }

  private Future<Answer> inTurn(Object key, Supplier<Future<Answer>> work) {
    return large
        .inTurn(key, work)
        .onSuccess(answer -> large.made(key, answer.body() == null ? 0 : answer.body().length()));
  }

  private String[] identifiers(RoutingContext context) {
    List<String> labels = operation.labels();
    String[] identifiers = new String[labels.size()];
    for (int i = 0; i < identifiers.length; i++) {
      identifiers[i] = context.pathParam(labels.get(i));
    }
    return identifiers;
  }

  private ResourceId id(String accountId, List<String> path) {
    return new ResourceId(accountId, type, path);
  }

  private ResourceCollection collection(String accountId, List<String> path) {
    return new ResourceCollection(accountId, type, path);
  }

  private Map<String, Object> members(RoutingContext context, Buffer body) {
    if (body.length() > 0) {
      context.request().headers().getAll(HttpHeaders.CONTENT_TYPE).forEach(ContentTypes::check);
    }
    IgnoredMembers ignored = new IgnoredMembers(type.members().keySet());
    Map<String, Object> members = JsonReader.read(body.getBytes(), inputMembers, ignored);
    ignored.addTo(context.response());
    return schemas.check(operation.name(), members);
  }

  private static Precondition precondition(RoutingContext context) {
    return EntityTags.precondition(context.request().headers().getAll(HttpHeaders.IF_MATCH));
  }

  private Future<Answer> list(RoutingContext context, Call call, ResourceCollection collection) {
    Map<String, String> query = Query.firstValues(context);
    PageRequest asked =
        PageParameters.parse(collection, query.get("maxResults"), query.get("nextToken"));
    return inTurn(
        collection,
        () ->
            service
                .list(call, collection, asked)
                .map(page -> new Answer(null, Buffer.buffer(PageShape.encode(collection, page)))));
  }

  private @Nullable Buffer write(HttpServerResponse response, Answer answer) {
    if (answer.entityTag() != null) {
      response.putHeader(HttpHeaders.ETAG, answer.entityTag());
    }
    response.setStatusCode(operation.successStatus());
    if (answer.body() != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    }
    return answer.body();
  }
}
