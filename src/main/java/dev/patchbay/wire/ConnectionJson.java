package dev.patchbay.wire;

import dev.patchbay.model.ConnectionsPage;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.StageConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections of a stage as they go over the wire. */
public final class ConnectionJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ConnectionJson() {}

  /**
   * Writes {@code {"items": [...], "nextToken": "..."}}; {@code nextToken} is absent on the last
   * page.
   *
   * @param stages the collection in which the stage is
   */
  public static byte[] encode(ResourceCollection stages, ConnectionsPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("items", page.connections().stream().map(ConnectionJson::members).toList());
    page.lastId().ifPresent(id -> members.put("nextToken", PageToken.encode(stages, id)));
    return ResourceCodec.encode(members);
  }

  private static Map<String, Object> members(StageConnection connection) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("sourceIp", connection.sourceIp());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("connectionId", connection.connectionId());
    members.put("connectedAt", TIME.format(Instant.ofEpochMilli(connection.connectedAtMillis())));
    members.put("identity", identity);
    return members;
  }
}
