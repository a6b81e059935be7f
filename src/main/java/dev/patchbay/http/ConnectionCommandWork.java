package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.wire.ConnectionJson;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a command on a connection to a stage that is there. */
final class ConnectionCommandWork implements OperationWork {

  private static final int MESSAGE_BYTES_MAX = Limit.GATEWAY_PAYLOAD.intValue();

  private final Operation operation;
  private final ResourceService service;
  private final RequestSchemas schemas;
  private final Supplier<Optional<ConnectionCommands>> gateway;

  /**
   * The work of one event loop.
   *
   * @param gateway empty where the service has none
   */
  ConnectionCommandWork(
      Operation operation,
      ResourceService service,
      RequestSchemas schemas,
      Supplier<Optional<ConnectionCommands>> gateway) {
    this.operation = operation;
    this.service = service;
    this.schemas = schemas;
    this.gateway = gateway;
  }

  /** A message cannot be taken back, so it waits for the throttle. */
  @Override
  public Future<OperationAnswer> begin(
      RoutingContext context,
      Call call,
      RequestChecks.AuthenticatedRequest request,
      List<String> identifiers) {
    ConnectionCommands commands =
        gateway
            .get()
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.UNKNOWN_OPERATION,
                        "This service has no gateway: PATCHBAY_GATEWAY_PORT is off."));
    String message = operation.hasBody() ? message(context, request.body()) : "";
    ResourceId stage =
        new ResourceId(request.caller().accountId(), operation.type(), identifiers.subList(0, 2));
    ConnectionCommands.Target target =
        new ConnectionCommands.Target(
            request.caller(),
            AnswerStamp.requestId(context.response()),
            identifiers.get(0),
            identifiers.get(1),
            identifiers.get(2));
    return call.admission()
        .compose(admitted -> service.get(call, stage))
        .compose(found -> run(commands, target, message));
  }

  private Future<OperationAnswer> run(
      ConnectionCommands commands, ConnectionCommands.Target target, String message) {
    return switch (operation.name()) {
      case Operation.POST_TO_CONNECTION ->
          commands.send(target, message).map(OperationAnswer.EMPTY);
      case Operation.DELETE_CONNECTION -> commands.close(target).map(OperationAnswer.EMPTY);
      default ->
          commands
              .messages(target)
              .map(read -> new OperationAnswer(null, Buffer.buffer(ConnectionJson.encode(read))));
    };
  }

  private String message(RoutingContext context, Buffer body) {
    ContentTypes.check(context.request(), body);
    String message =
        String.valueOf(
            schemas.check(operation.name(), JsonReader.readAll(body.getBytes())).get("data"));
    if (message.getBytes(UTF_8).length > MESSAGE_BYTES_MAX) {
      throw new ServiceException(
          ErrorCode.REQUEST_TOO_LARGE,
          "The message has more than " + MESSAGE_BYTES_MAX + " bytes in UTF-8.");
    }
    return message;
  }
}
