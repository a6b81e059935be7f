package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.socket.CommandOutcome;
import dev.patchbay.gateway.socket.CommandOutcome.Status;
import dev.patchbay.gateway.socket.ConnectionFacts;
import java.util.ArrayList;
import java.util.List;

/** The answer of a replica to a command, as text: the status, and what the command reads. */
final class ReplicaAnswer {

  private static final int FIELDS_WITH_FACTS = 5;

  /** The field before those of a recording. */
  private static final String RECORDING = "recording";

  private ReplicaAnswer() {}

  static String encode(CommandOutcome outcome) {
    List<String> fields = new ArrayList<>(List.of(outcome.status().name()));
    outcome
        .facts()
        .ifPresent(
            facts ->
                fields.addAll(
                    List.of(
                        facts.sourceIp(),
                        ConnectionRecord.field(facts.userAgent()),
                        Long.toString(facts.connectedAtMillis()),
                        Long.toString(facts.lastActiveMillis()))));
    outcome
        .messages()
        .ifPresent(
            recording -> {
              fields.add(RECORDING);
              fields.addAll(RecordingText.fields(recording));
            });
    return ConnectionRecord.encode(fields);
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException where it is none
   */
  static CommandOutcome decode(String text) {
    List<String> fields = ConnectionRecord.decode(text);
    if (fields.size() > 2 && fields.get(1).equals(RECORDING)) {
      return CommandOutcome.read(RecordingText.of(fields.subList(2, fields.size())));
    }
    if (fields.size() == FIELDS_WITH_FACTS) {
      return CommandOutcome.read(
          new ConnectionFacts(
              fields.get(1),
              ConnectionRecord.optional(fields.get(2)),
              Long.parseLong(fields.get(3)),
              Long.parseLong(fields.get(4))));
    }
    return switch (Status.valueOf(fields.get(0))) {
      case DONE -> CommandOutcome.DONE;
      case GONE -> CommandOutcome.GONE;
      case SLOW -> CommandOutcome.SLOW;
      case UNAVAILABLE -> CommandOutcome.UNAVAILABLE;
    };
  }
}
