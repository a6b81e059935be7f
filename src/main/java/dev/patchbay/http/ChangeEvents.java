package dev.patchbay.http;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.wire.ChangeJson;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Changes as server-sent events, for any number of subscribers.
 *
 * @param last the newest of them
 */
record ChangeEvents(Buffer text, ChangeId last) {

  /** Encodes one change at least. */
  static ChangeEvents of(List<RecordedChange> changes) {
    Buffer text = Buffer.buffer();
    for (RecordedChange change : changes) {
      append(text, "change", change.id(), ChangeJson.encode(change));
    }
    return new ChangeEvents(text, changes.get(changes.size() - 1).id());
  }

  /** Returns an event with the position of a subscriber. */
  static ChangeEvents position(String event, ChangeId position) {
    Buffer text = Buffer.buffer();
    append(text, event, position, ChangeJson.encode(position));
    return new ChangeEvents(text, position);
  }

  private static void append(Buffer text, String event, ChangeId id, byte[] json) {
    text.appendString("id: " + id + "\nevent: " + event + "\ndata: ")
        .appendBytes(json)
        .appendString("\n\n");
  }
}
