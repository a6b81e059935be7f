package dev.patchbay.store.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a collection as Redis has it: whatever its text may be, its place is known.
 *
 * @param text for {@link RecordCodec#decodeEntry}
 */
record StoredEntry(long position, String text) {

  /** What ZRANGE answers WITHSCORES: pairs in RESP3, and texts and scores in turn in RESP2. */
  static List<StoredEntry> list(Response reply) {
    List<StoredEntry> entries = new ArrayList<>();
    boolean pairs = reply.size() > 0 && reply.get(0).type() == ResponseType.MULTI;
    for (int i = 0; i < reply.size(); i += pairs ? 1 : 2) {
      Response text = pairs ? reply.get(i).get(0) : reply.get(i);
      Response score = pairs ? reply.get(i).get(1) : reply.get(i + 1);
      entries.add(new StoredEntry(score.toLong(), text.toString()));
    }
    return entries;
  }
}
