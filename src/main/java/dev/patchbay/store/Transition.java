package dev.patchbay.store;

import dev.patchbay.call.Call;
import java.util.Set;
import java.util.function.Function;

/**
 * A change as a function of what is there.
 *
 * @param call on whose behalf; nothing is stored before it is admitted
 * @param subject what it is about to change, whether it reads that or not; transitions of one
 *     subject are not begun beside each other
 * @param reads what the decision needs, all of which must be unchanged when its writes are stored
 * @param decision pure, synchronous and repeatable: it may be called any number of times, with
 *     snapshots of different moments, and only the outcome of the last call counts
 * @param <R> what the caller gets
 */
public record Transition<R>(
    Call call, Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> decision) {

  /** One of the service itself. */
  public Transition(Read subject, Set<Read> reads, Function<Snapshot, Decision<R>> decision) {
    this(Call.ofTheService(), subject, reads, decision);
  }

  public Transition {
    reads = Set.copyOf(reads);
  }

  /** The same for another call. */
  public Transition<R> onBehalfOf(Call other) {
    return new Transition<>(other, subject, reads, decision);
  }

  /**
   * Whether it looks at resources and at a collection of root resources, two parts of the data that
   * a store may keep apart.
   */
  public boolean looksBesideRootCollection() {
    boolean besides = false;
    boolean rootCollection = isOfRootCollection(subject);
    for (Read read : reads) {
      boolean of = isOfRootCollection(read);
      rootCollection |= of;
      besides |= !of;
    }
    return rootCollection && besides;
  }

  private static boolean isOfRootCollection(Read read) {
    return !(read instanceof Read.OfResource) && read.collection().parent().isEmpty();
  }
}
