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
import org.jspecify.annotations.Nullable;

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
   * The settings and collaborators that all commits of one event loop share.
   *
   * @param replicasToAwait how many replicas must have a change before it is answered; asked anew
   *     for each attempt
   */
  public record Terms(
      Vertx vertx,
      RedisNodes nodes,
      RedisLimits limits,
      RandomGenerator random,
      IntSupplier replicasToAwait) {}

  /**
   * With the count after it, the prefix makes a stamp that no other process on the same Redis
   * makes.
   */
  private static final String PROCESS =
      Long.toUnsignedString(new SecureRandom().nextLong(), 36) + ".";

  private static final AtomicLong COMMITS = new AtomicLong();

  private final Terms terms;
  private final RedisNodes nodes;
  private final EndOfTick endOfTick;
  private final Attempts attempts;
  private final RetryPolicy policy;
  private final CommitQueue queue;

  public Commits(Terms terms) {
    this.terms = terms;
    this.nodes = terms.nodes();
    this.endOfTick = new EndOfTick(terms.vertx());
    this.attempts = new Attempts(nodes, terms.replicasToAwait());
    this.policy = RetryPolicy.of(terms.limits(), terms.random()::nextLong);
    this.queue = new CommitQueue(endOfTick, CommitQueue.LIMITS, nodes, this::begin);
  }

  /** Fails with {@link RedisFailure}, the transition's refusal or CONFLICT. */
  public <R> Future<R> commit(Transition<R> transition) {
    WriteId writeId =
        new WriteId(
            PROCESS + Long.toString(COMMITS.incrementAndGet(), 36),
            transition.call().author(),
            terms.limits().changesMax());
    PendingCommit<R> commit =
        new PendingCommit<>(
            transition,
            writeId,
            nodes.deadline(),
            terms.limits(),
            key -> true,
            nodes.isSplit() && transition.looksAtSeveralRoots());
    Future<R> ended = commit.ended().onComplete(end -> transition.call().ended(commit.tally()));
    queue.add(commit);
    return ended;
  }

  /** Makes an attempt at a batch; completes when it is over, though its commits may go on. */
  private Future<?> begin(List<PendingCommit<?>> batch) {
    PendingCommit<?> first = batch.get(0);
    return first.isInTwoSlots()
        ? inTwoSlots(first)
        : attempts.together(batch).map(attempted -> proceedEach(batch, attempted));
  }

  private <R> Future<?> inTwoSlots(PendingCommit<R> commit) {
    return attempts.inTwoSlots(commit).onSuccess(outcome -> proceed(commit, outcome, false));
  }

  /**
   * Commits of one subject go on one after the other, commits of different subjects beside each
   * other. Commits that are done, which most are, are answered after the next attempt at their
   * subject has begun, so that Redis works while this process answers.
   */
  private @Nullable Void proceedEach(List<PendingCommit<?>> batch, Attempts.Attempted attempted) {
    List<Runnable> answers = new ArrayList<>();
    Map<Read, Future<?>> last = new HashMap<>();
    for (PendingCommit<?> each : batch) {
      if (!each.ended().isComplete() && !isDone(each, attempted, answers)) {
        Future<?> before = last.getOrDefault(each.subject(), Future.succeededFuture());
        last.put(
            each.subject(),
            before.transform((ended, failure) -> proceed(each, attempted, batch.size() > 1)));
      }
    }
    endOfTick.execute(() -> answers.forEach(Runnable::run));
    return null;
  }

  private static <R> boolean isDone(
      PendingCommit<R> commit, Attempts.Attempted attempted, List<Runnable> answers) {
    if (attempted.outcome(commit) instanceof Outcome.Done<R> done) {
      commit.release();
      answers.add(() -> commit.answer(done));
      return true;
    }
    return false;
  }

  private <R> Future<R> proceed(
      PendingCommit<R> commit, Attempts.Attempted attempted, boolean shared) {
    return proceed(commit, attempted.outcome(commit), shared);
  }

  /** Takes the next step after an attempt; completes when the commit has ended. */
  private <R> Future<R> proceed(PendingCommit<R> commit, Outcome<R> outcome, boolean shared) {
    RetryPolicy.Step step =
        policy.next(
            outcome, commit.record(outcome, shared), commit.deadline().millisLeft(Long.MAX_VALUE));
    switch (step.action()) {
      case ANSWER -> commit.answer(outcome);
      case ANSWER_TOO_LATE -> commit.fail(RedisFailure.tooLate());
      case ANSWER_CONFLICT -> commit.giveUp();
      case ATTEMPT_ALONE -> queue.addAgain(commit);
      case BACK_OFF ->
          terms
              .vertx()
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
        .send(proof.key(), List.of(Request.cmd(Command.GET).arg(proof.key())), commit.deadline())
        .onComplete(
            (replies, failure) -> {
              if (failure == null
                  && replies.get(0) != null
                  && replies.get(0).toBuffer().equals(proof.record())) {
                commit.answer(new Outcome.Done<>(proof.result(), false));
              } else {
                commit.fail(unknown.failure());
              }
            });
  }
}
