package dev.patchbay.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.ConnectionCommand;
import dev.patchbay.gateway.socket.ConnectionFacts;
import dev.patchbay.model.MessageRecord;
import dev.patchbay.model.MessageRecording;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The texts that replicas send to each other and store in Redis. */
final class ForwardedCommandTest {

  private static final String KEY = "a secret";
  private static final List<ConnectionCommand> COMMANDS =
      List.of(
          new ConnectionCommand.Post(Buffer.buffer("hi"), "one"),
          new ConnectionCommand.Get(),
          new ConnectionCommand.Messages(),
          new ConnectionCommand.Delete());

  private static final List<MessageRecord> MESSAGES =
      List.of(
          new MessageRecord(
              4,
              1_000,
              "R=",
              "",
              "",
              Optional.empty(),
              403,
              true,
              Optional.of("no route takes it"),
              17,
              Optional.empty()),
          new MessageRecord(
              5,
              2_000,
              "R",
              "join",
              "i1",
              Optional.of(
                  new MessageRecord.Response("r1", "/2\\d\\d/ \u2603", Optional.of("$default"))),
              200,
              true,
              Optional.empty(),
              40,
              Optional.of(new MessageRecord.Call(5, 30, 201))),
          new MessageRecord(
              6,
              3_000,
              "R",
              "join",
              "i1",
              Optional.of(new MessageRecord.Response("r1", "$default", Optional.empty())),
              200,
              false,
              Optional.empty(),
              40,
              Optional.of(new MessageRecord.Call(5, 30, 0))));

  private static ForwardedCommand forwarded(ConnectionCommand command) {
    return new ForwardedCommand("r", "api0000001", "aaaaaaaaaaaaaaaaaa==", command, 1_000);
  }

  private static MultiMap headers(ForwardedCommand command) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    command.putHeaders(headers, KEY);
    return headers;
  }

  @Test
  void aCommandArrivesAsItWasSent() {
    for (ConnectionCommand each : COMMANDS) {
      ForwardedCommand sent = forwarded(each);
      assertThat(ForwardedCommand.of(sent.method(), sent.path(), headers(sent), sent.body(), KEY))
          .contains(sent);
    }
  }

  @Test
  void aCommandThatWasChangedIsRefused() {
    ForwardedCommand sent = forwarded(COMMANDS.get(0));
    assertRefused(sent.method(), sent.path(), headers(sent), Buffer.buffer("ho"), KEY);
    assertRefused(sent.method(), sent.path(), headers(sent), sent.body(), "another secret");
    assertRefused(sent.method(), sent.path() + "=", headers(sent), sent.body(), KEY);
    assertRefused(HttpMethod.DELETE, sent.path(), headers(sent), sent.body(), KEY);
    for (String name : headers(sent).names()) {
      assertRefused(sent.method(), sent.path(), headers(sent).set(name, "0"), sent.body(), KEY);
      assertRefused(sent.method(), sent.path(), headers(sent).remove(name), sent.body(), KEY);
    }
    assertRefused(sent.method(), "/other", headers(sent), sent.body(), KEY);
  }

  private static void assertRefused(
      HttpMethod method, String path, MultiMap headers, Buffer body, String key) {
    assertThat(ForwardedCommand.of(method, path, headers, body, key)).isEmpty();
  }

  @Test
  void anAnswerArrivesAsItWasSent() {
    for (CommandOutcome each :
        List.of(
            CommandOutcome.DONE,
            CommandOutcome.GONE,
            CommandOutcome.SLOW,
            CommandOutcome.UNAVAILABLE,
            CommandOutcome.read(new ConnectionFacts("::1", Optional.of("a b\n\u2603"), 1, 2)),
            CommandOutcome.read(new ConnectionFacts("::1", Optional.empty(), 1, 2)),
            CommandOutcome.read(new MessageRecording(3, 0, List.of())),
            CommandOutcome.read(new MessageRecording(3, 5, MESSAGES)))) {
      assertThat(ReplicaAnswer.decode(ReplicaAnswer.encode(each))).isEqualTo(each);
    }
  }

  @Test
  void aConnectionIsReadFromItsRecord() {
    for (Optional<String> agent :
        List.of(
            Optional.<String>empty(), Optional.of(""), Optional.of("-"), Optional.of("a b+%"))) {
      ConnectionRecord written =
          new ConnectionRecord(
              "r",
              new ClientConnection(
                  "id", "api", "prod", "host.example", "::1", agent, 17, ConnectionAccess.OPEN));
      assertThat(ConnectionRecord.decode("api", "id", written.encode())).isEqualTo(written);
      assertThat(written.encode()).startsWith("r ");
    }
  }
}
