package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.PageParameters;
import dev.patchbay.wire.PageShape;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One operation on one kind, from the request to the body of the answer. */
final class OperationHandler {

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final List<String> JSON_TYPES =
      List.of("application/json", "application/x-amz-json-1.1");

  private final ResourceType type;
  private final LifecycleOperation operation;
  private final String operationName;
  private final ResourceService service;
  private final RequestSchemas schemas;
  private final FrontDoor door;
  private final Set<String> inputMembers;
  private final List<String> labels;

  OperationHandler(
      ResourceType type,
      LifecycleOperation operation,
      ResourceService service,
      RequestSchemas schemas,
      FrontDoor door) {
    this.type = type;
    this.operation = operation;
    this.operationName = operation.nameOn(type);
    this.service = service;
    this.schemas = schemas;
    this.door = door;
    this.inputMembers =
        type.members().values().stream()
            .filter(member -> member.isInputOf(operation))
            .map(Member::name)
            .collect(Collectors.toUnmodifiableSet());
    List<String> all = type.lineage().stream().map(ResourceType::idMember).toList();
    this.labels = operation.onCollection() ? all.subList(0, all.size() - 1) : all;
  }

  /** The body of the answer, null for an empty one; the status and the headers are set by then. */
  Future<@Nullable Buffer> answer(RoutingContext context) {
    return door.admit(context.request(), operation).compose(admitted -> operate(context, admitted));
  }

  private Future<@Nullable Buffer> operate(RoutingContext context, FrontDoor.Admitted admitted) {
    String accountId = admitted.caller().accountId();
    List<String> path = labels.stream().map(context::pathParam).toList();
    return switch (operation) {
      case CREATE ->
          service
              .create(collection(accountId, path), members(context, admitted.body()))
              .map(created -> resource(context, created));
      case GET -> service.get(id(accountId, path)).map(found -> resource(context, found));
      case GET_ALL -> list(context, collection(accountId, path));
      case UPDATE ->
          service
              .update(id(accountId, path), members(context, admitted.body()), precondition(context))
              .map(updated -> resource(context, updated));
      case DELETE -> service.delete(id(accountId, path), precondition(context)).mapEmpty();
    };
  }

  private ResourceId id(String accountId, List<String> path) {
    return new ResourceId(accountId, type, path);
  }

  private ResourceCollection collection(String accountId, List<String> path) {
    return new ResourceCollection(accountId, type, path);
  }

  private Map<String, Object> members(RoutingContext context, Buffer body) {
    if (body.length() > 0) {
      checkContentType(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
    }
    return schemas.check(operationName, JsonReader.read(body.getBytes(), inputMembers));
  }

  private static void checkContentType(@Nullable String contentType) {
    if (contentType != null
        && JSON_TYPES.stream().noneMatch(contentType.trim().toLowerCase(Locale.ROOT)::startsWith)) {
      throw new ServiceException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
    }
  }

  private static Precondition precondition(RoutingContext context) {
    return EntityTags.precondition(context.request().headers().getAll(HttpHeaders.IF_MATCH));
  }

  private Future<@Nullable Buffer> list(RoutingContext context, ResourceCollection collection) {
    Map<String, String> query = Query.firstValues(context);
    return service
        .list(
            collection,
            PageParameters.parse(collection, query.get("maxResults"), query.get("nextToken")))
        .map(page -> json(context, PageShape.encode(collection, page)));
  }

  private Buffer resource(RoutingContext context, Resource resource) {
    context.response().putHeader(HttpHeaders.ETAG, EntityTags.of(resource));
    return json(context, ResourceCodec.encode(resource.members()));
  }

  private Buffer json(RoutingContext context, byte[] body) {
    context
        .response()
        .setStatusCode(operation.successStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    return Buffer.buffer(body);
  }
}
