package dev.patchbay.store.redis;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ChangesPage;
import dev.patchbay.model.ChangesRequest;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.changelog.DeletedChangeLogs;
import dev.patchbay.store.redis.changelog.RedisChangeLogs;
import dev.patchbay.store.redis.commit.Commits;
import dev.patchbay.store.redis.connection.EndOfTick;
import dev.patchbay.store.redis.connection.FaultLog;
import dev.patchbay.store.redis.connection.FaultReport;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.read.PageReads;
import dev.patchbay.store.redis.read.SharedReads;
import dev.patchbay.store.redis.sweep.Sweeper;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** Keeps resources in Redis. Belongs to one event loop. */
public final class RedisResourceStore implements ResourceStore {

  private final RedisNodes nodes;
  private final FaultReport faults;
  private final Commits commits;
  private final SharedReads finds;
  private final PageReads pages;
  private final boolean traced;
  private final RedisChangeLogs changeLogs;
  private final Sweeper sweeper;
  private final DeletedChangeLogs deletedLogs;

  public RedisResourceStore(
      ResourceTypes types,
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random) {
    this(types, vertx, nodes, limits, random, () -> 0, RedisMeter.NONE);
  }

  /**
   * A store over the nodes.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each
   */
  public RedisResourceStore(
      ResourceTypes types,
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait,
      RedisMeter meter) {
    EndOfTick endOfTick = new EndOfTick(vertx);
    this.nodes = nodes;
    this.faults = new FaultReport(meter, new FaultLog(System::nanoTime));
    this.commits = new Commits(vertx, nodes, limits, random, replicasToAwait);
    this.finds = new SharedReads(nodes, endOfTick);
    this.pages = new PageReads(nodes, faults);
    this.traced = meter.trips() != null; // So a round trip is traced as a part of one request.
    this.changeLogs = new RedisChangeLogs(types, nodes, endOfTick, faults);
    this.sweeper = new Sweeper(types, vertx, nodes);
    this.deletedLogs = new DeletedChangeLogs(nodes);
  }

  @Override
  public Future<Optional<Resource>> find(ResourceId id) {
    return (traced ? finds.findAlone(id) : finds.find(id))
        .recover(failure -> faults.answered(id, failure));
  }

  @Override
  public Future<Page> list(ResourceCollection collection, PageRequest request) {
    return pages.list(collection, request).recover(failure -> faults.answered(collection, failure));
  }

  @Override
  public <R> Future<R> commit(Transition<R> transition) {
    Set<ResourceId> toSweep = new LinkedHashSet<>();
    Set<ResourceCollection> withDeletedRoots = new LinkedHashSet<>();
    return commits
        .commit(recording(transition, toSweep, withDeletedRoots))
        .onComplete(
            ended -> {
              toSweep.forEach(sweeper::sweep);
              withDeletedRoots.forEach(deletedLogs::trim);
            })
        .recover(failure -> faults.answered(transition.subject(), failure));
  }

  /**
   * Returns the same transition, which records the subtrees that its last decision leaves to sweep,
   * and the collections of the roots that it deletes.
   */
  private <R> Transition<R> recording(
      Transition<R> transition, Set<ResourceId> toSweep, Set<ResourceCollection> withDeletedRoots) {
    return new Transition<>(
        transition.call(),
        transition.subject(),
        transition.reads(),
        snapshot -> {
          Decision<R> decision = transition.decision().apply(snapshot);
          toSweep.clear();
          withDeletedRoots.clear();
          if (decision instanceof Decision.Commit<R> commit) {
            for (Write write : commit.writes()) {
              if (write instanceof Write.AppendChange note && note.change().endsRoot()) {
                withDeletedRoots.add(note.change().resource().collection());
              } else if (write instanceof Write.RemoveTree tree) {
                toSweep.add(tree.entry().id());
              } else if (write instanceof Write.Remove remove
                  && nodes.isSplit()
                  && remove.entry().id().parent().isEmpty()) {
                toSweep.add(remove.entry().id());
              }
            }
          }
          return decision;
        },
        transition.takesLong());
  }

  @Override
  public List<Future<ChangesPage>> changes(List<ChangesRequest> requests) {
    return changeLogs.read(requests);
  }

  @Override
  public Future<ChangesPage> changes(ChangesRequest request) {
    return changeLogs.read(request);
  }

  @Override
  public Future<ChangeId> newestChange(ResourceId api) {
    return changeLogs.newest(api);
  }
}
