package dev.patchbay.server;

import dev.patchbay.gateway.management.ManagementAudit;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.http.ConnectionCommands;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.MessageRecording;
import dev.patchbay.model.ServiceException;
import dev.patchbay.model.ShownValue;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Runs the commands of callers of the control plane on the connections of the gateway.
 *
 * @param accountId whose APIs the gateway serves
 */
record GatewayCommands(ConnectionRegistry registry, String accountId)
    implements ConnectionCommands {

  @Override
  public Future<Void> send(Target target, String message) {
    return audited(
        "PostToConnection",
        target,
        new ConnectionCommand.Post(Buffer.buffer(message), target.requestId()));
  }

  @Override
  public Future<Void> close(Target target) {
    return audited("DeleteConnection", target, new ConnectionCommand.Delete());
  }

  @Override
  public Future<MessageRecording> messages(Target target) {
    return run(target, new ConnectionCommand.Messages())
        .map(outcome -> done(outcome).messages().orElseThrow());
  }

  private Future<CommandOutcome> run(Target target, ConnectionCommand command) {
    if (!target.caller().accountId().equals(accountId)
        || !ConnectionIds.isIssued(target.connectionId(), target.apiId())) {
      String shown = ShownValue.cut(target.connectionId());
      throw new ServiceException(
          ErrorCode.NOT_FOUND,
          "Invalid connection identifier specified " + shown,
          Map.of("connectionId", shown));
    }
    return registry.run(target.apiId(), target.connectionId(), command);
  }

  private Future<Void> audited(String operation, Target target, ConnectionCommand command) {
    return run(target, command)
        .onSuccess(
            outcome ->
                ManagementAudit.ran(
                    operation,
                    target.caller(),
                    target.apiId(),
                    target.stageName(),
                    target.connectionId(),
                    target.requestId(),
                    outcome))
        .map(GatewayCommands::done)
        .mapEmpty();
  }

  private static CommandOutcome done(CommandOutcome outcome) {
    return switch (outcome.status()) {
      case DONE -> outcome;
      case GONE -> throw new ServiceException(ErrorCode.GONE, "The connection has ended.");
      case SLOW ->
          throw new ServiceException(
              ErrorCode.LIMIT_EXCEEDED, "The client does not read earlier messages.");
      case UNAVAILABLE ->
          throw new ServiceException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "It is not known now whether the connection exists. Please try again later.");
    };
  }
}
