package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.PageJson;
import dev.patchbay.wire.PageParameters;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The work of a lifecycle operation. */
final class LifecycleWork implements OperationWork {

  private final LifecycleOperation lifecycle;
  private final ResourceType type;
  private final ResourceService service;
  private final LargeResources large;
  private final UnaryOperator<Resource> answered;
  private final RequestMembers members;
  private final OperationAnswer deleted;

  LifecycleWork(
      Operation operation,
      LifecycleOperation lifecycle,
      ResourceService service,
      RequestSchemas schemas,
      LargeResources large,
      UnaryOperator<Resource> answered) {
    this.lifecycle = lifecycle;
    this.type = operation.type();
    this.service = service;
    this.large = large;
    this.answered = answered;
    this.deleted = operation.hasAnswer() ? OperationAnswer.of(Map.of()) : OperationAnswer.EMPTY;
    this.members =
        new RequestMembers(
            operation,
            type.members().values().stream()
                .filter(member -> member.isInputOf(lifecycle))
                .map(Member::name)
                .collect(Collectors.toUnmodifiableSet()),
            schemas);
  }

  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> path) {
    String accountId = request.caller().accountId();
    return switch (lifecycle) {
      case CREATE ->
          service
              .create(call, collection(accountId, path), members.read(context, request.body()))
              .map(this::answer);
      case GET -> {
        ResourceId id = id(accountId, path);
        yield inTurn(context, id, () -> service.get(call, id).map(this::answer));
      }
      case GET_ALL -> list(context, call, collection(accountId, path));
      case UPDATE -> {
        ResourceId id = id(accountId, path);
        Map<String, Object> change = members.read(context, request.body());
        Precondition precondition = precondition(context);
        yield inTurn(
            context, id, () -> service.update(call, id, change, precondition).map(this::answer));
      }
      case DELETE -> service.delete(call, id(accountId, path), precondition(context)).map(deleted);
    };
  }

  private OperationAnswer answer(Resource resource) {
    return OperationAnswer.of(answered.apply(resource));
  }

  private Page shown(Page page) {
    return new Page(page.resources().stream().map(answered).toList(), page.lastId());
  }

  private Future<OperationAnswer> inTurn(
      RoutingContext context, Object key, Supplier<Future<OperationAnswer>> work) {
    return large
        .inTurn(key, context.response()::ended, work)
        .onSuccess(answer -> large.made(key, answer.body() == null ? 0 : answer.body().length()));
  }

  private ResourceId id(String accountId, List<String> path) {
    return new ResourceId(accountId, type, path);
  }

  private ResourceCollection collection(String accountId, List<String> path) {
    return new ResourceCollection(accountId, type, path);
  }

  private static Precondition precondition(RoutingContext context) {
    return EntityTags.precondition(context.request().headers().getAll(HttpHeaders.IF_MATCH));
  }

  private Future<OperationAnswer> list(
      RoutingContext context, Call call, ResourceCollection collection) {
    Map<String, String> query = Query.firstValues(context);
    PageRequest asked =
        PageParameters.parse(collection, query.get("maxResults"), query.get("nextToken"));
    return inTurn(
        context,
        collection,
        () ->
            service
                .list(call, collection, asked)
                .map(
                    page ->
                        new OperationAnswer(
                            null, Buffer.buffer(PageJson.encode(collection, shown(page))))));
  }
}
