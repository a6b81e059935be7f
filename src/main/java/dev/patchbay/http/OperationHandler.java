package dev.patchbay.http;

import dev.patchbay.call.Call;
import dev.patchbay.model.Operation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation, from the request to the body of the answer. */
final class OperationHandler {

  private final Operation operation;
  private final OperationWork work;
  private final RequestChecks checks;

  OperationHandler(Operation operation, OperationWork work, RequestChecks checks) {
    this.operation = operation;
    this.work = work;
    this.checks = checks;
  }

  /** Returns AWS's name of the operation. */
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
   * A throttle without leased tokens sends to its counter in the same tick as the first read. A
   * caller that is known to be over the limit costs neither JSON nor a read.
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
    Future<OperationAnswer> answer =
        Future.succeededFuture()
            .compose(
                begun -> work.begin(context, call, authenticated, requestContext.identifiers()));
    return call.admission()
        .compose(admitted -> answer)
        .map(outcome -> write(context.response(), outcome));
  }

  private String[] identifiers(RoutingContext context) {
    List<String> labels = operation.labels();
    String[] identifiers = new String[labels.size()];
    for (int i = 0; i < identifiers.length; i++) {
      String value = context.pathParam(labels.get(i));
      identifiers[i] = value == null ? context.pathParam(ResourceRouter.GREEDY) : value;
    }
    return identifiers;
  }

  private @Nullable Buffer write(HttpServerResponse response, OperationAnswer answer) {
    if (answer.entityTag() != null) {
      response.putHeader(HttpHeaders.ETAG, answer.entityTag());
    }
    response.setStatusCode(operation.successStatus());
    if (answer.body() != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    return answer.body();
  }
}
