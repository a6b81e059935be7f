package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of one path, which differ in their method. */
final class PathHandler {

  private final Map<HttpMethod, OperationHandler> byMethod;
  private final String allowed;
  private final Optional<OperationTrace> trace;

  PathHandler(List<OperationHandler> operations, Optional<OperationTrace> trace) {
    this.byMethod =
        operations.stream()
            .collect(Collectors.toUnmodifiableMap(OperationHandler::method, Function.identity()));
    this.allowed =
        operations.stream()
            .map(operation -> operation.method().name())
            .collect(Collectors.joining(", "));
    this.trace = trace;
  }

  /** As {@link OperationHandler#answer}. */
  Future<@Nullable Buffer> answer(RoutingContext context) {
    OperationHandler operation = byMethod.get(context.request().method());
    if (operation == null) {
      context.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw new ServiceException(ErrorCode.METHOD_NOT_ALLOWED, "This path allows " + allowed);
    }
    trace.ifPresent(told -> told.named(operation.name(), context.response()));
    return operation.answer(context);
  }
}
