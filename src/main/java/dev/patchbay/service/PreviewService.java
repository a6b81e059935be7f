package dev.patchbay.service;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.ResourceStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a collection as it would be after changes, and stores none of them. Failures are {@link
 * ServiceException}s.
 *
 * <p>Callers that ask for the same collection while it is read share the next read, which begins
 * after all of them have asked. Belongs to one event loop.
 */
public final class PreviewService {

  /** The name of the change that would create a resource; no stored one has it. */
  public static final String NEW = "new";

  /** The read of a collection, and the one that begins when it has ended. */
  private static final class Turn {
    private final Future<CollectionView> reading;
    private @Nullable Future<CollectionView> next;

    private Turn(Future<CollectionView> reading) {
      this.reading = reading;
    }
  }

  private final ResourceStore store;
  private final ResourceDecisions decisions;
  private final InstantSource clock;
  private final Map<ResourceCollection, Turn> turns = new HashMap<>();

  public PreviewService(ResourceStore store, ResourceDecisions decisions, InstantSource clock) {
    this.store = store;
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * Reads a collection and applies changes to it.
   *
   * @param changes by the identifier of a resource, or by {@link #NEW}, with members that are valid
   *     against their schemas; they are applied in their order
   * @return fails with NOT_FOUND where the collection's parent is not there, and with BAD_REQUEST
   *     naming the change where an update or a create would be refused
   */
  public Future<CollectionView> preview(
      ResourceCollection collection, Map<String, Map<String, Object>> changes) {
    return view(collection)
        .map(
            view ->
                changes.isEmpty()
                    ? view
                    : new Preview(view, decisions, clock.instant()).with(changes));
  }

  private Future<CollectionView> view(ResourceCollection collection) {
    Turn turn = turns.get(collection);
    if (turn == null) {
      return begin(collection);
    }
    if (turn.next == null) {
      turn.next = turn.reading.transform(ended -> begin(collection));
    }
    return turn.next;
  }

  private Future<CollectionView> begin(ResourceCollection collection) {
    Turn turn =
        new Turn(
            store.commit(
                CollectionView.read(
                    collection,
                    Limit.EVALUATED_RESPONSES.intValue(),
                    Limit.EVALUATED_BYTES.value())));
    turns.put(collection, turn);
    turn.reading.onComplete(
        ended -> {
          if (turn.next == null) {
            turns.remove(collection, turn);
          }
        });
    return turn.reading;
  }
}
