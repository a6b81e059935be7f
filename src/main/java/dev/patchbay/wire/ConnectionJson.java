package dev.patchbay.wire;

import dev.patchbay.model.ConnectionsPage;
import dev.patchbay.model.MessageRecord;
import dev.patchbay.model.MessageRecording;
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

  /** Writes a recording, its latest message last. */
  public static byte[] encode(MessageRecording recording) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("recordedSince", time(recording.sinceMillis()));
    members.put("recorded", recording.recorded());
    members.put("items", recording.messages().stream().map(ConnectionJson::members).toList());
    return ResourceCodec.encode(members);
  }

  private static Map<String, Object> members(MessageRecord message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", message.number());
    members.put("arrivedAt", time(message.arrivedAtMillis()));
    members.put("requestId", message.requestId());
    members.put("routeKey", message.routeKey());
    members.put("integrationId", message.integrationId());
    message
        .response()
        .ifPresent(
            response -> {
              members.put("integrationResponseId", response.id());
              members.put("integrationResponseKey", response.key());
              response.templateKey().ifPresent(key -> members.put("templateKey", key));
            });
    members.put("status", message.status());
    members.put("answered", message.isAnswered());
    message.reason().ifPresent(reason -> members.put("reason", reason));
    message.call().ifPresent(call -> members.put("integrationStatus", call.status()));
    members.put("micros", micros(message));
    return members;
  }

  private static Map<String, Object> micros(MessageRecord message) {
    Map<String, Object> micros = new LinkedHashMap<>();
    micros.put("total", message.micros());
    message
        .call()
        .ifPresent(
            call -> {
              micros.put("request", call.begunMicros());
              micros.put("integration", call.micros());
              micros.put("response", message.micros() - call.begunMicros() - call.micros());
            });
    return micros;
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static Map<String, Object> members(StageConnection connection) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("sourceIp", connection.sourceIp());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("connectionId", connection.connectionId());
    members.put("connectedAt", time(connection.connectedAtMillis()));
    members.put("identity", identity);
    return members;
  }
}
