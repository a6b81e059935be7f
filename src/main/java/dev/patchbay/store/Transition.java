package dev.patchbay.store;

import dev.patchbay.call.Call;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A change as a function of the current state.
 *
 * @param call the call of the change; nothing is stored before the throttle has admitted it
 * @param subject the read of its main resource or collection, made or not; transitions of one
 *     subject are not attempted concurrently
 * @param reads the reads of the decision, all of which must be unchanged when its writes are stored
 * @param decision pure, synchronous and repeatable: it may be called any number of times, with
 *     snapshots of different moments, and only the outcome of the last call counts. Where it reads
 *     much it may be called on another thread than the event loop's.
 * @param takesLong whether the decision or the making of its writes would keep an event loop busy,
 *     however little it reads
 * @param <R> the type of the result
 */
public record Transition<R>(
    Call call,
    Read subject,
    Set<Read> reads,
    Function<Snapshot, Decision<R>> decision,
    boolean takesLong) {

  /** One that takes no longer than its reads. */
  public Transition(
      Call call, Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> decision) {
    this(call, subject, reads, decision, false);
  }

  /** One of the service itself. */
  public Transition(Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> decision) {
    this(Call.ofTheService(), subject, reads, decision);
  }

  public Transition {
    reads = Set.copyOf(reads);
  }

  /** The same for another call. */
  public Transition<R> onBehalfOf(Call other) {
    return new Transition<>(other, subject, reads, decision, takesLong);
  }

  /** The same, known to take long. */
  public Transition<R> thatTakesLong() {
    return new Transition<>(call, subject, reads, decision, true);
  }

  /**
   * The same with another result, for long computations: that of a {@link Decision.View} keeps no
   * event loop busy.
   *
   * @param next pure
   */
  public <T> Transition<T> map(Function<? super R, ? extends T> next) {
    return new Transition<>(
        call, subject, reads, snapshot -> decision.apply(snapshot).map(next), takesLong);
  }

  /**
   * Whether it looks at several roots, or at one and at the collection of all; a store may keep
   * each of these apart from the others.
   */
  public boolean looksAtSeveralRoots() {
    String first = root(subject);
    for (Read read : reads) {
      if (!root(read).equals(first)) {
        return true;
      }
    }
    return false;
  }

  /** The identifier of the root in which it lies; of a collection of roots, the account's. */
  private static String root(Read read) {
    if (read instanceof Read.OfResource resource) {
      return resource.id().path().get(0);
    }
    if (read instanceof Read.OfLength length) {
      return length.id().path().get(0);
    }
    List<String> parents = read.collection().parentPath();
    return parents.isEmpty() ? read.collection().accountId() : parents.get(0);
  }
}
