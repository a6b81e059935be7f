package dev.patchbay.store;

import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The decision of a transition on a snapshot.
 *
 * @param <R> the type of the transition's result
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
   * Stores nothing, and computes the result from further reads. All of them are made at one moment,
   * at which no earlier read has changed; if one has, the transition is decided again. So the whole
   * snapshot is of one moment, which the snapshot of a {@link Commit} without writes is not.
   *
   * <p>The reads of a view are not watched, so a change of them does not repeat the decision, and a
   * view may have thousands of reads.
   *
   * @param reads the reads of the view; without any the view confirms the earlier reads
   * @param result pure, as the decision is; an exception of it fails the transition. It may be
   *     computed on another thread than the event loop's.
   */
  record View<R>(Set<Read> reads, Function<Snapshot, R> result) implements Decision<R> {
    public View {
      reads = Set.copyOf(reads);
    }
  }

  /** The same with a result that is made of this one's, where and when this one's is. */
  default <T> Decision<T> map(Function<? super R, ? extends T> next) {
    if (this instanceof Commit<R> commit) {
      return new Commit<>(commit.writes(), next.apply(commit.result()));
    }
    if (this instanceof View<R> view) {
      return new View<>(view.reads(), snapshot -> next.apply(view.result().apply(snapshot)));
    }
    return this instanceof Reject<R> reject
        ? new Reject<>(reject.refusal())
        : new NeedMore<>(((NeedMore<R>) this).reads());
  }

  /** A decision whose rules refuse by throwing. */
  static <R> Decision<R> orReject(Supplier<Decision<R>> rules) {
    try {
      return rules.get();
    } catch (ServiceException refusal) {
      return new Reject<>(refusal);
    }
  }
}
