package dev.patchbay.store.redis.commit;

import dev.patchbay.store.Read;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.connection.EndOfTick;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.WriteId;
import dev.patchbay.store.redis.topology.RedisNodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Commits transitions: the first attempt of each is made with its batch from the {@link
 * CommitQueue}, all later ones alone. Belongs to one event loop.
 *
 * <p>A batch has the time that its oldest commit has left, which is that of a command at least. No
 * commit fails for the time of another: one with too little left for EXEC is refused before that is
 * sent, and one with time left when that of another has ended is attempted alone.
 */
public final class Commits {

  /**
   * With the count after it, the prefix makes a stamp that no other process on the same Redis
   * makes.
   */
  private static final String PROCESS =
      Long.toUnsignedString(new SecureRandom().nextLong(), 36) + ".";

  private static final AtomicLong COMMITS = new AtomicLong();

  private final Vertx vertx;
  private final RedisNodes nodes;
  private final RedisLimits limits;
  private final IntSupplier replicasToAwait;
  private final DecisionWorkers workers;
  private final EndOfTick endOfTick;
  private final RetryPolicy policy;
  private final CommitQueue queue;

  /**
   * The commits of one event loop.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each attempt
   */
  public Commits(
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait) {
    this.vertx = vertx;
    this.nodes = nodes;
    this.limits = limits;
    this.replicasToAwait = replicasToAwait;
    this.workers = new DecisionWorkers(vertx);
    this.endOfTick = new EndOfTick(vertx);
    this.policy = RetryPolicy.of(limits, random::nextLong);
    this.queue = new CommitQueue(endOfTick, CommitQueue.LIMITS, nodes, this::attempt);
  }

  /** Fails with {@link RedisFailure}, the transition's refusal or CONFLICT. */
  public <R> Future<R> commit(Transition<R> transition) {
    String stamp = PROCESS + Long.toString(COMMITS.incrementAndGet(), 36);
    PendingCommit<R> commit =
        new PendingCommit<>(
            transition,
            new WriteId(stamp, transition.call().author(), limits.changesMax()),
            nodes.deadline(),
            limits,
            key -> true,
            nodes.isSplit() && transition.looksAtSeveralRoots());
    Future<R> ended = commit.ended().onComplete(end -> transition.call().ended(commit.tally()));
    queue.add(commit);
    return ended;
  }

  /** Makes an attempt at a batch; completes when it is over, though its commits may go on. */
  private Future<?> attempt(List<PendingCommit<?>> batch) {
    PendingCommit<?> first = batch.get(0);
    return first.isInTwoSlots()
        ? attemptInTwoSlots(first)
        : new Attempt(nodes, replicasToAwait.getAsInt(), workers, batch)
            .make()
            .onSuccess(attempt -> proceed(batch, attempt));
  }

  private <R> Future<?> attemptInTwoSlots(PendingCommit<R> commit) {
    commit.countAttempt(false);
    return new TwoSlotCommit<>(nodes, replicasToAwait, workers, commit)
        .attempt()
        .onSuccess(outcome -> proceed(commit, outcome));
  }

  /**
   * Commits of one subject go on one after the other, commits of different subjects beside each
   * other. Commits that are done, which most are, are answered after the next attempt at their
   * subject has begun, so that Redis works while this process answers.
   */
  private void proceed(List<PendingCommit<?>> batch, Attempt attempt) {
    List<Runnable> answers = new ArrayList<>();
    Map<Read, Future<?>> last = new HashMap<>();
    for (PendingCommit<?> each : batch) {
      if (attempt.outcome(each) instanceof Outcome.Done && !each.ended().isComplete()) {
        each.release();
        answers.add(() -> proceed(each, attempt));
      } else if (!each.ended().isComplete()) {
        Future<?> before = last.getOrDefault(each.subject(), Future.succeededFuture());
        last.put(each.subject(), before.transform(ended -> proceed(each, attempt)));
      }
    }
    endOfTick.execute(() -> answers.forEach(Runnable::run));
  }

  private <R> Future<R> proceed(PendingCommit<R> commit, Attempt attempt) {
    return proceed(commit, attempt.outcome(commit));
  }

  /** Takes the next step after an attempt; completes when the commit has ended. */
  private <R> Future<R> proceed(PendingCommit<R> commit, Outcome<R> outcome) {
    RetryPolicy.Step step =
        policy.next(outcome, commit.record(outcome), commit.deadline().millisLeft(Long.MAX_VALUE));
    switch (step.action()) {
      case ANSWER -> commit.answer(outcome);
      case ANSWER_TOO_LATE -> commit.fail(RedisFailure.tooLate());
      case ANSWER_CONFLICT -> commit.giveUp();
      case ATTEMPT_ALONE -> queue.addAgain(commit);
      case BACK_OFF ->
          vertx
              .timer(step.waitMillis(), TimeUnit.MILLISECONDS)
              .onComplete(waited -> queue.addAgain(commit));
      case VERIFY -> verify(commit, (Outcome.Failed<R>) outcome);
    }
    return commit.ended();
  }

  /**
   * EXEC stores all or nothing, so one record with the write id proves that the whole commit is
   * stored.
   */
  private <R> void verify(PendingCommit<R> commit, Outcome.Failed<R> unknown) {
    Outcome.Proof<R> proof = unknown.proof().orElseThrow();
    nodes
        .send(proof.key(), List.of(Request.cmd(Command.GET, proof.key())), commit.deadline())
        .map(replies -> replies.get(0) != null && proof.record().equals(replies.get(0).toBuffer()))
        .otherwise(false)
        .onSuccess(
            proven -> commit.answer(proven ? new Outcome.Done<>(proof.result(), false) : unknown));
  }
}
