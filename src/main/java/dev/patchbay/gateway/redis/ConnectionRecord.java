package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connection as it is stored: its replica and its facts, encoded for URLs, with blanks between.
 *
 * @param replicaId of the replica that has the socket
 */
record ConnectionRecord(String replicaId, ClientConnection connection) {

  /** A field that is absent; no encoded text looks like it. */
  private static final String ABSENT = "-";

  /** The prefix of an optional field that is present. */
  private static final String PRESENT = "+";

  private static final int FIELDS = 6;

  /** The text of a record, which begins with the identifier of the replica. */
  String encode() {
    List<String> fields =
        new ArrayList<>(
            List.of(
                replicaId,
                connection.stage(),
                connection.domainName(),
                connection.sourceIp(),
                Long.toString(connection.connectedAtMillis()),
                field(connection.userAgent())));
    ConnectionAccess access = connection.access();
    if (!access.identity().isEmpty() || access.authorizer().isPresent()) {
      fields.add(text(access.identity()));
      fields.add(field(access.authorizer().map(ConnectionRecord::text)));
    }
    return encode(fields);
  }

  private static String text(Map<String, String> members) {
    return encode(
        members.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toList());
  }

  /** The fields are absent for a client of an open route. */
  private static ConnectionAccess access(List<String> fields) {
    return fields.size() < FIELDS + 2
        ? ConnectionAccess.OPEN
        : new ConnectionAccess(
            members(fields.get(FIELDS)),
            optional(fields.get(FIELDS + 1)).map(ConnectionRecord::members),
            OptionalLong.empty());
  }

  private static Map<String, String> members(String text) {
    List<String> fields = text.isEmpty() ? List.of() : decode(text);
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      members.put(fields.get(i), fields.get(i + 1));
    }
    return members;
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException where it is no record
   */
  static ConnectionRecord decode(String apiId, String connectionId, String text) {
    List<String> fields = decode(text);
    if (fields.size() < FIELDS) {
      throw new IllegalArgumentException("a record of a connection has six fields");
    }
    return new ConnectionRecord(
        fields.get(0),
        new ClientConnection(
            connectionId,
            apiId,
            fields.get(1),
            fields.get(2),
            fields.get(3),
            optional(fields.get(5)),
            Long.parseLong(fields.get(4)),
            access(fields)));
  }

  static String encode(List<String> fields) {
    return fields.stream()
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  static List<String> decode(String text) {
    return Arrays.stream(text.split(" ", -1))
        .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
        .toList();
  }

  static String field(Optional<String> value) {
    return value.map(text -> PRESENT + text).orElse(ABSENT);
  }

  static Optional<String> optional(String field) {
    return field.startsWith(PRESENT)
        ? Optional.of(field.substring(PRESENT.length()))
        : Optional.empty();
  }
}
