package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.layout.WriteId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transition's part in one transaction: what it decided, and what came of it.
 *
 * @param <R> what the transition answers
 */
final class Participant<R> {

  /**
   * By what an outcome is known, when it is not by its reply.
   *
   * @param key of a record that is written
   * @param record what is there if, and only if, EXEC was run and nobody came after it
   */
  record Trace<R>(String key, Buffer record, R result) {}

  private final Transition<R> transition;
  private final WriteId mark;
  private final Deadline deadline;
  private @Nullable Decision<R> decision;
  private @Nullable Throwable failure;
  private boolean settled;
  private boolean leftOut;
  private Optional<Trace<R>> trace = Optional.empty();

  /**
   * A part that is not played yet.
   *
   * @param mark goes on all that it stores
   * @param deadline of its own, whoever takes part beside it
   */
  Participant(Transition<R> transition, WriteId mark, Deadline deadline) {
    this.transition = transition;
    this.mark = mark;
    this.deadline = deadline;
  }

  Transition<R> transition() {
    return transition;
  }

  WriteId mark() {
    return mark;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether there is anything left to decide. */
  boolean isUndecided() {
    return failure == null && !leftOut;
  }

  /**
   * Decides on what was found; what the decision throws is the failure of this part alone.
   *
   * @param found as {@link ReadBatch#result} tells it
   * @param removals as that tells them
   */
  @Nullable Decision<R> decide(Map<Read, Object> found, Map<String, Removals> removals) {
    try {
      decision = transition.decision().apply(new Snapshot(readable(found)));
      if (decision instanceof Decision.Commit<R> commit) {
        commit.writes().forEach(write -> check(write, removals));
      }
    } catch (RuntimeException thrown) {
      failure = thrown;
    }
    return decision;
  }

  /** Refuses what cannot be stored while something is being removed. */
  private static void check(Write write, Map<String, Removals> removals) {
    if (removals.isEmpty()) {
      return;
    }
    if (write instanceof Write.Put put && put.previous().isEmpty()) {
      ResourceId id = put.next().id();
      if (removals.getOrDefault(RedisKeys.removals(id), Removals.NONE).contains(id)) {
        throw Removals.stillThere(id);
      }
    }
    if (write instanceof Write.RemoveTree tree
        && removals
            .getOrDefault(RedisKeys.removals(tree.entry().id()), Removals.NONE)
            .areAsManyAsFit()) {
      throw new ServiceException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Earlier deletions are not finished yet; nothing was changed. Please try again later.");
    }
  }

  /** Throws the exception that stands for what cannot be read, if there is one. */
  static Map<Read, Object> readable(Map<Read, Object> found) {
    for (Object value : found.values()) {
      if (value instanceof ServiceException unreadable) {
        throw unreadable;
      }
    }
    return found;
  }

  /** Ends this part, and no other, with a failure. */
  void fail(Throwable cause) {
    failure = cause;
  }

  /** What was decided holds, whatever becomes of the transaction. */
  void settle() {
    settled = true;
  }

  /** Ends it with a result that was made inside the transaction. */
  void settle(R result) {
    decision = new Decision.Commit<>(List.of(), result);
    settled = true;
  }

  /** The others go without it, and nothing of it is stored. */
  void leaveOut() {
    leftOut = true;
  }

  boolean isLeftOut() {
    return leftOut;
  }

  /** Whether its outcome is known, whatever becomes of the transaction. */
  boolean isDecidedForGood() {
    return !leftOut && (failure != null || settled);
  }

  /** What it wants to store. */
  List<Write> writes() {
    return isUndecided() && decision instanceof Decision.Commit<R> commit
        ? commit.writes()
        : List.of();
  }

  /** Its result is certain if this record is found. */
  void leaveTrace(String key, Buffer record) {
    if (decision instanceof Decision.Commit<R> commit) {
      trace = Optional.of(new Trace<>(key, record, commit.result()));
    }
  }

  /**
   * How to find out what became of an unknown outcome; empty where that is not possible: what was
   * deleted may have been deleted by others, and a record that is read tells nothing of replicas.
   */
  Optional<Trace<R>> trace() {
    return trace;
  }

  /**
   * What came of it, once the transaction has ended.
   *
   * @param stored complete: whether everything that was to be stored has been; its failure is that
   *     of all who depend on it
   * @return the result; empty when something that it read was changed by others; fails with {@link
   *     LeftOut} where it has to be begun again alone
   */
  Future<Optional<R>> outcome(Future<Boolean> stored) {
    if (leftOut) {
      return Future.failedFuture(new LeftOut());
    }
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    return settled || (stored.succeeded() && stored.result())
        ? decided()
        : stored.map(lost -> Optional.empty());
  }

  private Future<Optional<R>> decided() {
    if (decision instanceof Decision.Commit<R> commit) {
      if (commit.writes().isEmpty()) {
        transition.call().leftUnchanged();
      }
      return Future.succeededFuture(Optional.of(commit.result()));
    }
    if (decision instanceof Decision.Reject<R> reject) {
      return Future.failedFuture(reject.refusal());
    }
    return Future.failedFuture(new IllegalStateException("nothing was decided: " + decision));
  }

  /** A transition that does not fit into its group. */
  static final class LeftOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LeftOut() {
      super("left out of the group", null, false, false);
    }
  }
}
