package dev.patchbay.service;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Coalesces reads: callers that ask for a subject while it is read share the next read, which
 * begins after all of them have asked. Belongs to one event loop.
 *
 * @param <S> the type of subjects
 * @param <V> the type of results
 */
final class CoalescedReads<S, V> {

  /** The running read of a subject, and the read that begins after it. */
  private static final class Turn<V> {
    private final Future<V> reading;
    private @Nullable Future<V> next;

    private Turn(Future<V> reading) {
      this.reading = reading;
    }
  }

  private final Function<S, Future<V>> source;
  private final Map<S, Turn<V>> turns = new HashMap<>();

  CoalescedReads(Function<S, Future<V>> source) {
    this.source = source;
  }

  /** Returns the result of a read that begins now or later. */
  Future<V> read(S subject) {
    Turn<V> turn = turns.get(subject);
    if (turn == null) {
      return begin(subject);
    }
    if (turn.next == null) {
      turn.next = turn.reading.transform(ended -> begin(subject));
    }
    return turn.next;
  }

  private Future<V> begin(S subject) {
    Turn<V> turn = new Turn<>(source.apply(subject));
    turns.put(subject, turn);
    turn.reading.onComplete(
        ended -> {
          if (turn.next == null) {
            turns.remove(subject, turn);
          }
        });
    return turn.reading;
  }
}
