package dev.patchbay.gateway.redis;

import dev.patchbay.model.MessageRecord;
import dev.patchbay.model.MessageRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A recording as the fields of a text: its facts, and then those of each message. */
final class RecordingText {

  private static final int FACTS = 2;
  private static final int FIELDS_OF_MESSAGE = 16;

  private RecordingText() {}

  static List<String> fields(MessageRecording recording) {
    List<String> fields = new ArrayList<>();
    fields.add(Long.toString(recording.sinceMillis()));
    fields.add(Long.toString(recording.recorded()));
    recording.messages().forEach(message -> add(message, fields));
    return fields;
  }

  private static void add(MessageRecord message, List<String> fields) {
    Optional<MessageRecord.Response> response = message.response();
    Optional<MessageRecord.Call> call = message.call();
    fields.addAll(
        List.of(
            Long.toString(message.number()),
            Long.toString(message.arrivedAtMillis()),
            message.requestId(),
            message.routeKey(),
            message.integrationId(),
            ConnectionRecord.field(response.map(MessageRecord.Response::id)),
            response.map(MessageRecord.Response::key).orElse(""),
            ConnectionRecord.field(response.flatMap(MessageRecord.Response::templateKey)),
            Integer.toString(message.status()),
            Boolean.toString(message.isAnswered()),
            ConnectionRecord.field(message.reason()),
            Long.toString(message.micros()),
            Boolean.toString(call.isPresent()),
            Long.toString(call.map(MessageRecord.Call::begunMicros).orElse(0L)),
            Long.toString(call.map(MessageRecord.Call::micros).orElse(0L)),
            Integer.toString(call.map(MessageRecord.Call::status).orElse(0))));
  }

  /**
   * Reads a recording.
   *
   * @throws IllegalArgumentException where it is none
   */
  static MessageRecording of(List<String> fields) {
    if (fields.size() < FACTS || (fields.size() - FACTS) % FIELDS_OF_MESSAGE != 0) {
      throw new IllegalArgumentException("a recording has other fields");
    }
    List<MessageRecord> messages = new ArrayList<>();
    for (int i = FACTS; i < fields.size(); i += FIELDS_OF_MESSAGE) {
      messages.add(message(fields.subList(i, i + FIELDS_OF_MESSAGE)));
    }
    return new MessageRecording(
        Long.parseLong(fields.get(0)), Long.parseLong(fields.get(1)), messages);
  }

  private static MessageRecord message(List<String> fields) {
    return new MessageRecord(
        Long.parseLong(fields.get(0)),
        Long.parseLong(fields.get(1)),
        fields.get(2),
        fields.get(3),
        fields.get(4),
        ConnectionRecord.optional(fields.get(5))
            .map(
                id ->
                    new MessageRecord.Response(
                        id, fields.get(6), ConnectionRecord.optional(fields.get(7)))),
        Integer.parseInt(fields.get(8)),
        Boolean.parseBoolean(fields.get(9)),
        ConnectionRecord.optional(fields.get(10)),
        Long.parseLong(fields.get(11)),
        Boolean.parseBoolean(fields.get(12))
            ? Optional.of(
                new MessageRecord.Call(
                    Long.parseLong(fields.get(13)),
                    Long.parseLong(fields.get(14)),
                    Integer.parseInt(fields.get(15))))
            : Optional.empty());
  }
}
