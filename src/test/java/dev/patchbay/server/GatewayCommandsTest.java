package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Role;
import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionIds;
import dev.patchbay.gateway.socket.ConnectionRegistry;
import dev.patchbay.http.ConnectionCommands.Target;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayCommandsTest {

  private static final String ACCOUNT = "111111111111";
  private static final String API = "a1b2c3d4e5";

  private final List<ConnectionCommand> commands = new ArrayList<>();
  private CommandOutcome outcome = CommandOutcome.DONE;

  private final GatewayCommands connections =
      new GatewayCommands(
          new ConnectionRegistry() {
            @Override
            public Future<Void> opening(ClientConnection connection) {
              return Future.succeededFuture();
            }

            @Override
            public void closed(ClientConnection connection) {}

            @Override
            public Future<CommandOutcome> run(
                String apiId, String connectionId, ConnectionCommand command) {
              commands.add(command);
              return Future.succeededFuture(outcome);
            }
          },
          ACCOUNT);

  private static Target target(String accountId) {
    return new Target(
        new Caller("", accountId, Role.READWRITE, OptionalInt.empty(), OptionalInt.empty()),
        "request",
        API,
        "prod",
        new ConnectionIds(new SecureRandom()).next(API));
  }

  @ParameterizedTest
  @CsvSource({"GONE,GONE", "SLOW,LIMIT_EXCEEDED", "UNAVAILABLE,SERVICE_UNAVAILABLE"})
  void eachOutcomeHasAnErrorOfItsOwn(CommandOutcome.Status status, ErrorCode error) {
    outcome =
        switch (status) {
          case DONE -> CommandOutcome.DONE;
          case GONE -> CommandOutcome.GONE;
          case SLOW -> CommandOutcome.SLOW;
          case UNAVAILABLE -> CommandOutcome.UNAVAILABLE;
        };
    assertThat(code(connections.send(target(ACCOUNT), "a"))).isEqualTo(error);
    assertThat(code(connections.close(target(ACCOUNT)))).isEqualTo(error);
  }

  private static ErrorCode code(Future<Void> failed) {
    return ((ServiceException) failed.cause()).code();
  }

  /** Two accounts may have APIs of one identifier. */
  @Test
  void aConnectionOfAnotherAccountIsNotFound() {
    assertThatThrownBy(() -> connections.close(target("222222222222")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(commands).isEmpty();
  }
}
