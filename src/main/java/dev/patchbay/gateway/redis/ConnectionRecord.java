package dev.patchbay.gateway.redis;

import dev.patchbay.gateway.ClientConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A connection as it is stored: its replica and its facts, encoded for URLs, with blanks between.
 *
 * @param replicaId of the replica that has the socket
 */
record ConnectionRecord(String replicaId, ClientConnection connection) {

  /** A field that is absent; no encoded text looks like it. */
  private static final String ABSENT = "-";

  /** What precedes a field that may be absent. */
  private static final String PRESENT = "+";

  private static final int FIELDS = 6;

  /** The text of a record, which begins with the identifier of the replica. */
  String encode() {
    return encode(
        List.of(
            replicaId,
            connection.stage(),
            connection.domainName(),
            connection.sourceIp(),
            Long.toString(connection.connectedAtMillis()),
            field(connection.userAgent())));
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
            Long.parseLong(fields.get(4))));
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
