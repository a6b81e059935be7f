package dev.patchbay.store.redis.commit;

import dev.patchbay.model.ResourceId;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A commit whose keys lie in several slots of a Cluster: an attempt in the slot of the subject,
 * then one in each other slot that it writes to. It reads other slots just before.
 *
 * <p>Only the creation and the deletion of a root write to two slots. A creation stores the entry
 * in the account's list first, and a deletion removes it last, so that an existing API is always in
 * the list. A crash between the two parts leaves an entry without an API; every page leaves it out,
 * and after a deletion {@link dev.patchbay.store.redis.sweep.Sweeper} removes it.
 *
 * @param <R> the type of the transition's result
 */
final class TwoSlotCommit<R> {

  private static final Logger LOG = LoggerFactory.getLogger(TwoSlotCommit.class);

  private final RedisNodes nodes;
  private final PendingCommit<R> commit;
  private final Transition<R> transition;
  private final IntSupplier replicasToAwait;
  private final DecisionWorkers workers;
  private final int home;
  private final Map<Read, Object> foreign = new HashMap<>();
  private final Map<String, Removals> removals = new HashMap<>();
  private List<Write> decided = List.of();

  TwoSlotCommit(
      RedisNodes nodes,
      IntSupplier replicasToAwait,
      DecisionWorkers workers,
      PendingCommit<R> commit) {
    this.nodes = nodes;
    this.replicasToAwait = replicasToAwait;
    this.workers = workers;
    this.commit = commit;
    this.transition = commit.transition();
    this.home = nodes.slot(commit.key());
  }

  /**
   * Returns the outcome of both parts. Where only the slot of the subject has stored its part,
   * there is at most an entry without a resource. A record is proof, for in a creation it is stored
   * last.
   */
  Future<Outcome<R>> attempt() {
    List<Read> elsewhere = transition.reads().stream().filter(read -> slot(read) != home).toList();
    return Future.all(elsewhere.stream().map(this::readForeign).toList())
        .compose(read -> make(transition.subject(), home, this::decide))
        .compose(
            first ->
                first instanceof Outcome.Done<R> done
                    ? storeElsewhere(done)
                    : Future.succeededFuture(first))
        .otherwise(Outcome::ofFailure);
  }

  private int slot(Read read) {
    return nodes.slot(RedisKeys.of(read));
  }

  private Set<Read> reads(int slot) {
    return transition.reads().stream()
        .filter(read -> slot(read) == slot)
        .collect(Collectors.toSet());
  }

  private <T> Future<Outcome<T>> make(
      Read subject, int slot, Function<Snapshot, Decision<T>> decision) {
    PendingCommit<T> part =
        commit.part(
            new Transition<>(
                transition.call(), subject, reads(slot), decision, transition.takesLong()),
            key -> nodes.slot(key) == slot);
    return new Attempt(nodes, replicasToAwait.getAsInt(), workers, List.of(part))
        .make()
        .map(attempt -> attempt.outcome(part))
        .onComplete(made -> commit.countRoundTrips(part));
  }

  private Future<?> readForeign(Read read) {
    ReadBatch batch = ReadBatch.of(Set.of(read), false);
    return nodes
        .send(RedisKeys.of(read), batch.commands(), commit.deadline())
        .onSuccess(
            replies -> {
              ReadBatch.Result result = batch.result(replies);
              foreign.put(read, Objects.requireNonNull(result.found().get(read)).value());
              removals.putAll(result.removals());
            });
  }

  private Decision<R> decide(Snapshot snapshot) {
    Decision<R> decision = transition.decision().apply(snapshot.with(foreign));
    if (decision instanceof Decision.NeedMore<R> more
        && !more.reads().stream().allMatch(read -> slot(read) == home)) {
      throw new IllegalStateException("another slot must be read from the start: " + more);
    }
    if (decision instanceof Decision.Commit<R> commits) {
      // A root under removal does not exist, but cannot be created again yet.
      Removals.check(commits.writes(), removals);
      decided = commits.writes().stream().map(this::withTree).toList();
      return new Decision.Commit<>(decided, commits.result());
    }
    decided = List.of();
    return decision;
  }

  /** If the second part fails, the sweep removes an entry in another slot than its resource. */
  private Write withTree(Write write) {
    return write instanceof Write.Remove remove
            && nodes.slot(RedisKeys.order(remove.entry().id().collection())) != home
        ? new Write.RemoveTree(remove.entry())
        : write;
  }

  private Future<Outcome<R>> storeElsewhere(Outcome.Done<R> done) {
    Map<Integer, Read> subjects = new LinkedHashMap<>();
    for (Write write : decided) {
      subjects(write).forEach(subject -> subjects.putIfAbsent(slot(subject), subject));
    }
    subjects.remove(home);
    Future<Outcome<R>> stored = Future.succeededFuture(done);
    for (Map.Entry<Integer, Read> each : subjects.entrySet()) {
      int slot = each.getKey();
      stored =
          stored.compose(
              before ->
                  before instanceof Outcome.Done<R>
                      ? make(each.getValue(), slot, now -> decideRest(now, slot))
                          .map(second -> combined(done, second, slot))
                      : Future.succeededFuture(before));
    }
    return stored;
  }

  private static List<Read> subjects(Write write) {
    if (write instanceof Write.AppendChange appended) {
      return List.of(new Read.OfResource(appended.change().resource().root()));
    }
    ResourceId id = write.resource();
    return List.of(new Read.OfResource(id), new Read.OfSize(id.collection()));
  }

  private Decision<Boolean> decideRest(Snapshot now, int slot) {
    return reads(slot).stream().allMatch(read -> now.found(read).equals(foreign.get(read)))
        ? new Decision.Commit<>(decided, true)
        : new Decision.Commit<>(List.of(), false);
  }

  private Outcome<R> combined(Outcome.Done<R> done, Outcome<Boolean> second, int slot) {
    if (second instanceof Outcome.Done<Boolean> stored) {
      return stored.result() ? done : new Outcome.LostRace<>();
    }
    if (reads(slot).isEmpty() && decided.stream().noneMatch(Write.Put.class::isInstance)) {
      LOG.warn("The resource is deleted, its entry is removed later: {}", second);
      return done;
    }
    if (second instanceof Outcome.Failed<Boolean> failed) {
      return new Outcome.Failed<>(
          failed.failure(),
          failed
              .proof()
              .map(found -> new Outcome.Proof<>(found.key(), found.record(), done.result())));
    }
    return second instanceof Outcome.Refused<Boolean> refused
        ? new Outcome.Refused<>(refused.cause())
        : new Outcome.LostRace<>();
  }
}
