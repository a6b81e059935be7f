package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.Lease;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.store.redis.layout.Removals;
import dev.patchbay.store.redis.layout.WriteId;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a transition whose keys may lie in several slots, each of which has a transaction
 * of its own: first that of the subject, then the others.
 *
 * <p>Only the creation and the deletion of an API have two slots, for the list of an account's APIs
 * is not in the slot of any API. The subject of a creation is the list, so that the API is in the
 * list before it is there; the subject of a deletion is the API, so that it is gone before it
 * leaves the list. An API that is there is therefore always in the list. What is in the list and
 * not there is left out of every page; it is what a crash between the two leaves behind. After a
 * deletion {@link Sweeper} takes it out.
 *
 * @param <R> what the transition answers
 */
final class SplitTransaction<R> {

  private static final Logger LOG = LoggerFactory.getLogger(SplitTransaction.class);

  private final RedisNodes nodes;
  private final Transition<R> transition;
  private final String homeKey;
  private final int home;
  private final Map<Integer, Set<Read>> foreignReads;
  private final Map<Read, Object> foreign = new HashMap<>();
  private final WriteId mark;
  private final int replicasToAwait;
  private final Deadline deadline;
  private Optional<Participant<R>> atHome = Optional.empty();
  private List<Write> decided = List.of();

  SplitTransaction(
      RedisNodes nodes,
      Transition<R> transition,
      WriteId mark,
      int replicasToAwait,
      Deadline deadline) {
    this.nodes = nodes;
    this.transition = transition;
    this.mark = mark;
    this.replicasToAwait = replicasToAwait;
    this.deadline = deadline;
    this.homeKey = key(transition.subject());
    this.home = nodes.slot(homeKey);
    this.foreignReads =
        transition.reads().stream()
            .filter(read -> !isHome(read))
            .collect(Collectors.groupingBy(read -> nodes.slot(key(read)), Collectors.toSet()));
  }

  /**
   * The transition's result; empty when something that it read changed before it was stored. What
   * the subject's slot stored stays then, which is at most an entry without a resource.
   */
  Future<Optional<R>> attempt() {
    return readForeign()
        .compose(read -> nodes.onOwner(homeKey, deadline, this::atHome))
        .compose(
            result ->
                result.isEmpty()
                    ? Future.succeededFuture(result)
                    : elsewhere().map(stored -> stored ? result : Optional.empty()));
  }

  /**
   * What the slot of the subject stored first is no proof, but a record is: in a creation it is the
   * last of all, and a change has but one slot.
   */
  Optional<Participant.Trace<R>> trace() {
    return atHome.flatMap(Participant::trace);
  }

  private Future<?> readForeign() {
    return Future.all(
        foreignReads.values().stream()
            .flatMap(Set::stream)
            .map(
                read -> {
                  ReadBatch batch = ReadBatch.of(Set.of(read), false);
                  List<Request> commands = batch.commands();
                  return nodes
                      .send(key(read), commands.subList(1, commands.size()), deadline)
                      .onSuccess(replies -> foreign.put(read, found(batch, read, replies)));
                })
            .toList());
  }

  /** In place of an API that is still being removed stands its refusal, for it may be created. */
  private static Object found(ReadBatch batch, Read read, List<Response> replies) {
    List<Response> withWatch = new ArrayList<>();
    withWatch.add(null);
    withWatch.addAll(replies);
    ReadBatch.Result result = batch.result(withWatch);
    if (read instanceof Read.OfResource resource
        && result.removals().values().stream().anyMatch(each -> each.contains(resource.id()))) {
      return Removals.stillThere(resource.id());
    }
    return Objects.requireNonNull(result.found().get(read));
  }

  private Future<Optional<R>> atHome(Lease lease) {
    Set<Read> reads = transition.reads().stream().filter(this::isHome).collect(Collectors.toSet());
    Participant<R> participant =
        new Participant<>(
            new Transition<>(transition.call(), transition.subject(), reads, this::decide),
            mark,
            deadline);
    atHome = Optional.of(participant);
    return attempt(lease, participant, foreign, home);
  }

  private Decision<R> decide(Snapshot snapshot) {
    Decision<R> decision = transition.decision().apply(snapshot);
    if (decision instanceof Decision.NeedMore<R> more
        && !more.reads().stream().allMatch(this::isHome)) {
      throw new IllegalStateException("another slot must be read from the start: " + more);
    }
    if (decision instanceof Decision.Commit<R> commit) {
      decided = commit.writes().stream().map(this::withTree).toList();
      return new Decision.Commit<>(decided, commit.result());
    }
    decided = List.of();
    return decision;
  }

  /**
   * What is not in the slot of its collection's order leaves that order in the end, come what may.
   */
  private Write withTree(Write write) {
    return write instanceof Write.Remove remove
            && nodes.slot(RedisKeys.order(remove.entry().id().collection())) != home
        ? new Write.RemoveTree(remove.entry())
        : write;
  }

  /** The writes of the other slots; false when what was read there has changed. */
  private Future<Boolean> elsewhere() {
    Map<Integer, String> slots = new LinkedHashMap<>();
    RedisWrites writes = RedisWrites.of(decided, mark);
    writes.records().keySet().forEach(key -> slots.putIfAbsent(nodes.slot(key), key));
    writes.otherKeys().forEach(key -> slots.putIfAbsent(nodes.slot(key), key));
    slots.remove(home);
    Future<Boolean> stored = Future.succeededFuture(true);
    for (Map.Entry<Integer, String> slot : slots.entrySet()) {
      stored =
          stored.compose(
              before ->
                  before
                      ? at(slot.getKey(), slot.getValue(), writes)
                      : Future.succeededFuture(false));
    }
    return stored;
  }

  private Future<Boolean> at(int slot, String key, RedisWrites writes) {
    Set<Read> guards = foreignReads.getOrDefault(slot, Set.of());
    if (!guards.isEmpty()) {
      return nodes
          .onOwner(key, deadline, lease -> guarded(lease, slot, guards))
          .map(unchanged -> unchanged.orElse(false));
    }
    List<Request> commands = writes.commands(other -> nodes.slot(other) == slot);
    return nodes
        .onOwner(key, deadline, lease -> lease.batch(commands))
        .map(true)
        .recover(
            failure -> {
              if (decided.stream().anyMatch(Write.Put.class::isInstance)) {
                return Future.failedFuture(failure);
              }
              LOG.warn(
                  "The resource is deleted, its entry at {} goes later: {}",
                  key,
                  failure.toString());
              return Future.succeededFuture(true);
            });
  }

  private Future<Optional<Boolean>> guarded(Lease lease, int slot, Set<Read> guards) {
    Transition<Boolean> rest =
        new Transition<>(
            transition.call(),
            guards.iterator().next(),
            guards,
            now ->
                guards.stream().allMatch(read -> found(now, read).equals(foreign.get(read)))
                    ? new Decision.Commit<>(decided, true)
                    : new Decision.Commit<>(List.of(), false));
    return attempt(lease, new Participant<>(rest, mark, deadline), Map.of(), slot);
  }

  private <T> Future<Optional<T>> attempt(
      Lease lease, Participant<T> participant, Map<Read, Object> elsewhere, int slot) {
    Future<Boolean> stored =
        RedisTransaction.ofOne(
                lease, participant, replicasToAwait, elsewhere, key -> nodes.slot(key) == slot)
            .attempt();
    return stored.transform(ended -> participant.outcome(stored));
  }

  private static Object found(Snapshot snapshot, Read read) {
    if (read instanceof Read.OfResource resource) {
      return snapshot.resource(resource.id());
    }
    if (read instanceof Read.OfHolders holders) {
      return snapshot.holders(holders.collection(), holders.member(), holders.value());
    }
    return read instanceof Read.OfSize size
        ? (Object) snapshot.size(size.collection())
        : snapshot.entries(((Read.OfEntries) read).collection());
  }

  private boolean isHome(Read read) {
    return nodes.slot(key(read)) == home;
  }

  private static String key(Read read) {
    return RedisRead.of(read).key();
  }
}
