package dev.patchbay.wire;

import dev.patchbay.model.Change;
import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.ResourceType;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes as they go over the wire. */
public final class ChangeJson {

  /** All its digits always, so that texts sort as times do. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ChangeJson() {}

  /**
   * Writes {@code {"items": [...], "nextToken": "..."}}; {@code nextToken} is absent where the
   * change log ends.
   */
  public static byte[] encode(ChangesPage page) {
    List<RecordedChange> changes = page.changes();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("items", changes.stream().map(ChangeJson::members).toList());
    if (page.more()) {
      members.put("nextToken", changes.get(changes.size() - 1).id().toString());
    }
    return ResourceCodec.encode(members);
  }

  /** Writes one change. */
  public static byte[] encode(RecordedChange change) {
    return ResourceCodec.encode(members(change));
  }

  /** Writes a place in the change log, {@code {"changeId": "..."}}. */
  public static byte[] encode(ChangeId place) {
    return ResourceCodec.encode(Map.of("changeId", place.toString()));
  }

  private static Map<String, Object> members(RecordedChange recorded) {
    Change change = recorded.change();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("changeId", recorded.id().toString());
    members.put("time", TIME.format(recorded.id().time()));
    members.put("operation", change.operation());
    members.put("resourceType", change.resource().type().typeName());
    List<ResourceType> lineage = change.resource().type().lineage();
    for (int i = 0; i < lineage.size(); i++) {
      members.put(lineage.get(i).idMember(), change.resource().path().get(i));
    }
    if (change.revisionBefore() > 0) {
      members.put("revisionBefore", change.revisionBefore());
    }
    if (change.revisionAfter() > 0) {
      members.put("revisionAfter", change.revisionAfter());
    }
    members.put("changedMembers", change.changedMembers());
    putUnlessEmpty(members, "accessKeyId", recorded.accessKeyId());
    putUnlessEmpty(members, "requestId", recorded.requestId());
    return members;
  }

  private static void putUnlessEmpty(Map<String, Object> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }
}
