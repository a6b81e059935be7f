package dev.patchbay.store;

import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a transition makes of a snapshot.
 *
 * @param <R> what the caller of the transition gets
 */
public sealed interface Decision<R> {

  /** Store these together, then answer the result. Without writes nothing is stored. */
  record Commit<R>(List<Write> writes, R result) implements Decision<R> {
    public Commit {
      writes = List.copyOf(writes);
    }
  }

  /** Store nothing and fail with the refusal. */
  record Reject<R>(ServiceException refusal) implements Decision<R> {}

  /** Read these as well, then ask again. Each must be new, so that a decision is reached. */
  record NeedMore<R>(Set<Read> reads) implements Decision<R> {
    public NeedMore {
      reads = Set.copyOf(reads);
    }
  }

  /**
   * Store nothing, read these as well, and answer what is made of them. All of them are read at one
   * moment, at which nothing that was read before has changed; if something has, it is decided
   * again. So the whole snapshot is of one moment, which that of a {@link Commit} without writes is
   * not.
   *
   * <p>A change of what only the view reads does not make it begin again, and none of it is watched
   * for changes, so that a view may be of thousands of resources.
   *
   * @param reads what the view shows; none at all confirm what was read before
   * @param result pure, as the decision is; what it throws is what the caller gets
   */
  record View<R>(Set<Read> reads, Function<Snapshot, R> result) implements Decision<R> {
    public View {
      reads = Set.copyOf(reads);
    }
  }

  /** A decision whose rules refuse by throwing. */
  static <R> Decision<R> ruled(Supplier<Decision<R>> rules) {
    try {
      return rules.get();
    } catch (ServiceException refusal) {
      return new Reject<>(refusal);
    }
  }
}
