package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reads that a decision needs. Their commands may be thousands, and are made where the decision
 * is made.
 *
 * @param decision the one that asks for them; null for the first reads of an attempt
 */
record Needed(@Nullable Decision<?> decision, ReadBatch batch, List<Request> commands) {

  /** The reads of some commits, under WATCH. */
  static Needed watched(Set<Read> reads, boolean ofSeveral) {
    ReadBatch batch = ReadBatch.of(reads, ofSeveral);
    return new Needed(null, batch, batch.watched());
  }

  /**
   * The reads of a lone decision: inside EXEC for a view, else under WATCH.
   *
   * @param made the reads that were made before
   */
  static Needed by(Decision<?> decision, Set<Read> made) {
    if (decision instanceof Decision.View<?> view) {
      ReadBatch batch = ReadBatch.of(view.reads(), false);
      return new Needed(decision, batch, batch.executed());
    }
    Set<Read> more = ((Decision.NeedMore<?>) decision).reads();
    if (made.containsAll(more)) {
      throw new IllegalStateException("asked again for a read: " + more);
    }
    ReadBatch batch = ReadBatch.of(more, false);
    return new Needed(decision, batch, batch.watched());
  }
}
