package dev.patchbay.store.redis.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.WriteId;
import dev.patchbay.store.redis.topology.UnconnectedNodes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CommitQueueTest {

  private static final RedisLimits LIMITS = new RedisLimits(300, 300, 1_000, 8);

  /** A commit that the test ends, and the time that it has left. */
  private static final class Waiting {

    private final int number;
    private final PendingCommit<String> commit;
    private long millisLeft = 1_000;

    private Waiting(String subject, int number) {
      this.number = number;
      Read read = new Read.OfResource(Samples.responses().member(subject));
      this.commit =
          new PendingCommit<>(
              new Transition<>(
                  read, Set.of(read), snapshot -> new Decision.Commit<>(List.of(), "")),
              new WriteId("stamp", new Call.Author("", ""), 100),
              new Deadline(0, () -> -millisLeft * 1_000_000),
              LIMITS,
              key -> true,
              false);
    }

    private void beLate() {
      millisLeft = LIMITS.attemptMillisMin() - 1;
    }

    private void beShortOfTime() {
      millisLeft = LIMITS.commandTimeoutMillis() - 1;
    }

    private void end() {
      commit.answer(new Outcome.Done<>("done", false));
    }

    private Throwable refusal() {
      return commit.ended().cause();
    }
  }

  /** A batch that has begun. */
  private record Begun(List<PendingCommit<?>> commits, Promise<Void> over) {

    void end() {
      over.complete();
      commits.forEach(Begun::end);
    }

    @SuppressWarnings("unchecked")
    private static void end(PendingCommit<?> commit) {
      ((PendingCommit<String>) commit).answer(new Outcome.Done<>("done", false));
    }
  }

  /** Slots by the first letter of the key's resource, all on one node. */
  private static final class OneNode extends UnconnectedNodes {

    private final int batchesMax;

    private OneNode(int batchesMax) {
      this.batchesMax = batchesMax;
    }

    @Override
    public int slot(String key) {
      String name = key.substring(key.lastIndexOf('/') + 1);
      return name.startsWith("slot") ? name.charAt(4) : 0;
    }

    @Override
    public Object node(int slot) {
      return "node";
    }

    @Override
    public int batchesMax() {
      return batchesMax;
    }
  }

  private static final int WAITING_MAX = Limit.WAITING_CHANGES.intValue();

  private final Deque<Runnable> endOfTick = new ArrayDeque<>();
  private final List<Begun> begun = new ArrayList<>();
  private final Map<PendingCommit<?>, Waiting> all = new HashMap<>();
  private final CommitQueue queue = queue(2, 3, 3);

  private CommitQueue queue(int batchesMax, int subjectsMax, int commitsMax) {
    return queue(new CommitQueue.Limits(batchesMax, subjectsMax, commitsMax), Integer.MAX_VALUE);
  }

  private CommitQueue queue(CommitQueue.Limits limits, int batchesOfNodeMax) {
    return new CommitQueue(endOfTick::add, limits, new OneNode(batchesOfNodeMax), this::begin);
  }

  private Future<?> begin(List<PendingCommit<?>> commits) {
    Begun batch = new Begun(List.copyOf(commits), Promise.promise());
    begun.add(batch);
    return batch.over().future();
  }

  private void endTick() {
    for (int i = endOfTick.size(); i > 0; i--) {
      endOfTick.remove().run();
    }
  }

  private Waiting add(String subject, int number) {
    return addTo(queue, subject, number);
  }

  private Waiting addTo(CommitQueue to, String subject, int number) {
    Waiting waiting = new Waiting(subject, number);
    all.put(waiting.commit, waiting);
    to.add(waiting.commit);
    return waiting;
  }

  private int number(PendingCommit<?> commit) {
    return Objects.requireNonNull(all.get(commit)).number;
  }

  private List<Integer> numbers(Begun batch) {
    return batch.commits().stream().map(commit -> number(commit)).toList();
  }

  private List<String> batches() {
    return begun.stream().map(batch -> numbers(batch).toString()).toList();
  }

  @Test
  void commitsOfOneTickBeginTogetherAtItsEnd() {
    add("a", 1);
    add("b", 2);
    assertThat(begun).isEmpty();
    endTick();
    assertThat(batches()).containsExactly("[1, 2]");
  }

  @Test
  void noBatchIsLargerAndNoMoreAreUnderWayThanAllowed() {
    IntStream.range(0, 10).forEach(i -> add("s" + i, i));
    endTick();
    assertThat(batches()).containsExactly("[0, 1, 2]", "[3, 4, 5]");
    begun.get(1).end();
    endTick();
    assertThat(batches()).endsWith("[6, 7, 8]").hasSize(3);
  }

  @Test
  void oneSubjectMayHaveMoreCommitsInABatchThanTheBatchHasSubjects() {
    CommitQueue few = queue(4, 2, 4);
    IntStream.range(0, 6).forEach(i -> addTo(few, "hot", i));
    IntStream.range(6, 9).forEach(i -> addTo(few, "s" + i, i));
    endTick();
    assertThat(batches()).containsExactly("[0, 1, 2, 3]", "[6, 7]", "[8]");
  }

  @Test
  void commitsOfOneSubjectBeginInOrderAndNeverInTwoBatchesAtOnce() {
    IntStream.range(0, 5).forEach(i -> add("hot", i));
    add("cold", 5);
    endTick();
    assertThat(batches()).containsExactly("[0, 1, 2]", "[5]");
    begun.get(0).end();
    endTick();
    assertThat(batches()).endsWith("[3, 4]");
  }

  @Test
  void subjectWaitsForCommitThatGoesOnAloneWhileOthersDoNot() {
    Waiting alone = add("hot", 0);
    endTick();
    begun.get(0).over().complete();
    add("hot", 1);
    add("cold", 2);
    endTick();
    assertThat(batches()).containsExactly("[0]", "[2]");
    alone.end();
    endTick();
    assertThat(batches()).endsWith("[1]");
  }

  @Test
  void commitThatIsLateWhenTheBatchBeginsIsRefused() {
    add("a", 0).beLate();
    Waiting second = add("a", 1);
    second.beLate();
    add("b", 2);
    endTick();
    assertThat(batches()).containsExactly("[2]");
    assertThat(second.refusal()).isInstanceOf(RedisFailure.class);
    add("a", 3);
    endTick();
    assertThat(batches()).endsWith("[3]");
  }

  @Test
  void commitThatIsShortOfTimeBeginsAlone() {
    CommitQueue many = queue(4, 3, 3);
    addTo(many, "a", 1).beShortOfTime();
    IntStream.range(2, 6).forEach(i -> addTo(many, "s" + i, i));
    endTick();
    assertThat(batches()).containsExactlyInAnyOrder("[2, 3, 4]", "[1]", "[5]");
  }

  @Test
  void oneAtATimeBeginsAloneSoThatTheOthersGoOn() {
    CommitQueue many = queue(4, 3, 3);
    List<Waiting> old = IntStream.range(0, 5).mapToObj(i -> addTo(many, "old" + i, i)).toList();
    old.forEach(Waiting::beShortOfTime);
    IntStream.range(5, 11).forEach(i -> addTo(many, "s" + i, i));
    endTick();
    assertThat(batches()).containsExactlyInAnyOrder("[5, 6, 7]", "[0]", "[8, 9, 10]");
    old.get(1).beLate();
    begun.stream().filter(each -> each.commits().contains(old.get(0).commit)).forEach(Begun::end);
    endTick();
    assertThat(old.get(1).refusal()).isInstanceOf(RedisFailure.class);
    assertThat(batches()).endsWith("[2]").hasSize(4);
    old.get(3).beLate();
    addTo(many, "another", 12);
    endTick();
    assertThat(old.get(3).refusal()).as("as soon as it is late").isInstanceOf(RedisFailure.class);
    assertThat(batches()).endsWith("[12]");
  }

  @Test
  void laterCommitsOfTheSubjectWaitForTheOneThatBeginsAlone() {
    Waiting old = add("a", 1);
    old.beShortOfTime();
    add("a", 2);
    add("a", 3);
    endTick();
    assertThat(batches()).containsExactly("[1]");
    begun.get(0).end();
    endTick();
    assertThat(batches()).containsExactly("[1]", "[2, 3]");
  }

  @Test
  void laterAttemptsTakeThePlacesOfBatchesAndLeaveOneForNewCommits() {
    CommitQueue many = queue(3, 3, 3);
    List<Waiting> again = IntStream.range(0, 6).mapToObj(i -> addTo(many, "a" + i, i)).toList();
    endTick();
    begun.forEach(each -> each.over().complete());
    again.forEach(each -> many.addAgain(each.commit));
    IntStream.range(6, 8).forEach(i -> addTo(many, "s" + i, i));
    endTick();
    assertThat(batches().subList(2, batches().size())).containsExactly("[0]", "[1]", "[6, 7]");
    again.get(2).beLate();
    begun.get(2).end();
    endTick();
    assertThat(again.get(2).refusal()).isInstanceOf(RedisFailure.class);
    assertThat(batches()).endsWith("[3]").hasSize(6);
  }

  @Test
  void theOnlyPlaceIsForLaterAttemptsFirst() {
    CommitQueue one = queue(1, 3, 3);
    Waiting again = addTo(one, "a", 0);
    endTick();
    begun.get(0).over().complete();
    one.addAgain(again.commit);
    addTo(one, "b", 1);
    endTick();
    assertThat(batches()).containsExactly("[0]", "[0]");
    begun.get(1).end();
    endTick();
    assertThat(batches()).endsWith("[1]");
  }

  @Test
  void laterAttemptsWaitAmongTheCommitsThatAreCounted() {
    List<Waiting> again = IntStream.range(0, 3).mapToObj(i -> add("a" + i, i)).toList();
    endTick();
    begun.get(0).over().complete();
    again.forEach(each -> queue.addAgain(each.commit));
    IntStream.range(3, WAITING_MAX).forEach(i -> add("b", i));
    Waiting refused = add("b", WAITING_MAX);
    assertThat(refused.refusal()).isInstanceOf(ServiceException.class);
    endTick();
    assertThat(add("b", WAITING_MAX + 1).commit.ended().isComplete()).isFalse();
  }

  @Test
  void beginThatThrowsEndsItsCommitsAndTheNextBatchBegins() {
    List<Integer> numbers = new ArrayList<>();
    CommitQueue throwing =
        new CommitQueue(
            endOfTick::add,
            new CommitQueue.Limits(1, 1, 1),
            new OneNode(1),
            commits -> {
              numbers.add(number(commits.get(0)));
              if (numbers.size() < 3) {
                throw new IllegalStateException("for the test");
              }
              return Future.succeededFuture();
            });
    List<Waiting> waiting =
        IntStream.range(0, 3).mapToObj(i -> addTo(throwing, "s" + i, i)).toList();
    while (!endOfTick.isEmpty()) {
      endTick();
    }
    assertThat(numbers).containsExactly(0, 1, 2);
    assertThat(waiting.get(0).refusal()).hasMessage("for the test");
    assertThat(waiting.get(1).refusal()).hasMessage("for the test");
    assertThat(waiting.get(2).commit.ended().isComplete()).isFalse();
  }

  @Test
  void noMoreBatchesAreUnderWayThanTheNodeAllows() {
    CommitQueue slots = queue(new CommitQueue.Limits(4, 1, 1), 3);
    addTo(slots, "slotA1", 1);
    addTo(slots, "slotA2", 2);
    addTo(slots, "slotB1", 3);
    addTo(slots, "slotB2", 4);
    endTick();
    assertThat(batches()).containsExactly("[1]", "[3]", "[2]");
    begun.get(0).end();
    endTick();
    assertThat(batches()).endsWith("[4]").hasSize(4);
    begun.get(1).end();
    begun.get(2).end();
    begun.get(3).end();
    IntStream.range(5, 14).forEach(i -> addTo(slots, "slotC" + i, i));
    endTick();
    assertThat(batches()).endsWith("[5]", "[6]", "[7]").hasSize(7);
  }

  @Test
  void slotsTakeTurns() {
    CommitQueue slots = queue(new CommitQueue.Limits(4, 1, 1), 3);
    IntStream.range(0, 100).forEach(i -> addTo(slots, "slotA" + i, i));
    endTick();
    addTo(slots, "slotB1", 101);
    addTo(slots, "slotB2", 102);
    addTo(slots, "slotC1", 103);
    for (int next = 0; next < 5; next++) {
      begun.get(next).end();
      endTick();
    }
    assertThat(batches().subList(0, 8))
        .containsExactly("[0]", "[1]", "[2]", "[3]", "[101]", "[103]", "[4]", "[102]");
  }

  @Test
  void moreThanTheBoundAreRefusedAtOnce() {
    IntStream.range(0, WAITING_MAX).forEach(i -> add("s" + i, i));
    assertThat(add("surplus", -1).refusal()).isInstanceOf(ServiceException.class);
    endTick();
    assertThat(add("later", -2).commit.ended().isComplete()).isFalse();
  }

  @Test
  void slotsShareTheBound() {
    IntStream.range(0, WAITING_MAX).forEach(i -> add("slot" + (char) ('A' + i % 20) + i, i));
    assertThat(add("slotZ", -1).refusal()).isInstanceOf(ServiceException.class);
    endTick();
    assertThat(add("slotZ", -2).commit.ended().isComplete()).isFalse();
  }

  @Test
  void aNodeWithoutWorkIsForgotten() {
    add("a", 1);
    endTick();
    assertThat(queue.nodes()).isEqualTo(1);
    begun.get(0).end();
    endTick();
    assertThat(queue.nodes()).isZero();
    add("a", 2);
    endTick();
    assertThat(batches()).containsExactly("[1]", "[2]");
  }

  @Test
  void thousandsThatEndAtOnceDoNotOverflowTheStack() throws InterruptedException {
    IntStream.range(0, WAITING_MAX).forEach(i -> add("hot", i));
    Thread shallow = // The default stack would hide a recursion of thousands.
        new Thread(
            null,
            () -> {
              for (int next = 0; !endOfTick.isEmpty(); ) {
                endTick();
                while (next < begun.size()) {
                  begun.get(next++).end();
                }
              }
            },
            "shallow",
            160 * 1024);
    shallow.start();
    shallow.join(10_000);
    assertThat(begun.stream().flatMap(each -> numbers(each).stream()))
        .containsExactlyElementsOf(IntStream.range(0, WAITING_MAX).boxed().toList());
  }

  /** Whatever the order of beginnings and ends. */
  @Test
  void everyCommitBeginsOnceInTheOrderOfItsSubject() {
    for (long seed = 0; seed < 200; seed++) {
      begun.clear();
      SplittableRandom random = new SplittableRandom(seed);
      List<Begun> underWay = new ArrayList<>();
      Set<Begun> seen = new HashSet<>();
      for (int step = 0; step < 300; step++) {
        int choice = random.nextInt(4);
        if (choice < 2 && step < 200) {
          Waiting added = add("s" + random.nextInt(5), step);
          if (random.nextInt(6) == 0) {
            added.beShortOfTime();
          }
        } else if (choice == 2 || underWay.isEmpty()) {
          endTick();
          begun.stream().filter(seen::add).forEach(underWay::add);
        } else {
          underWay.remove(random.nextInt(underWay.size())).end();
        }
      }
      while (!endOfTick.isEmpty() || !underWay.isEmpty()) {
        endTick();
        begun.stream().filter(seen::add).forEach(underWay::add);
        underWay.forEach(Begun::end);
        underWay.clear();
      }
      assertThat(begun.stream().flatMap(each -> each.commits().stream()))
          .as("seed %d", seed)
          .doesNotHaveDuplicates();
      for (int subject = 0; subject < 5; subject++) {
        Read read = new Read.OfResource(Samples.responses().member("s" + subject));
        assertThat(
                begun.stream()
                    .flatMap(each -> each.commits().stream())
                    .filter(each -> each.subject().equals(read))
                    .map(each -> number(each)))
            .as("seed %d", seed)
            .isSorted();
      }
    }
  }
}
