package dev.patchbay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Read;
import dev.patchbay.store.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SubjectQueuesTest {

  private static final int WAITERS_MAX = 1_024;

  private final SubjectQueues queues = new SubjectQueues(60_000);
  private final Read subject = new Read.OfTail(Samples.APIS);
  private final Read otherSubject = new Read.OfEntries(Samples.APIS);
  private final List<Integer> begun = new ArrayList<>();

  @Test
  void workBeginsWhenTheEarlierWorkHasEnded() {
    List<Promise<String>> works = List.of(Promise.promise(), Promise.promise(), Promise.promise());
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      outcomes.add(queue(i, works.get(i).future()));
    }
    assertThat(begun).containsExactly(0);
    works.get(0).complete("first");
    assertThat(outcomes.get(0).result()).isEqualTo("first");
    assertThat(begun).containsExactly(0, 1);
    works.get(1).fail(new IllegalArgumentException("second"));
    assertThat(outcomes.get(1).cause()).hasMessage("second");
    assertThat(begun).containsExactly(0, 1, 2);
    works.get(2).complete("third");
    assertThat(outcomes.get(2).result()).isEqualTo("third");
  }

  @Test
  void subjectsDoNotWaitForEachOther() {
    queue(0, Promise.<String>promise().future());
    Future<String> other = queues.inTurn(otherSubject, () -> Future.succeededFuture("other"));
    assertThat(other.result()).isEqualTo("other");
  }

  @Test
  void workThatThrowsFailsAndLetsTheNextBegin() {
    Future<String> thrown =
        queues.inTurn(
            subject,
            () -> {
              throw new IllegalArgumentException("thrown");
            });
    assertThat(thrown.cause()).isInstanceOf(IllegalArgumentException.class).hasMessage("thrown");
    assertThat(queue(1, Future.succeededFuture("next")).result()).isEqualTo("next");
  }

  @Test
  void workThatIsQueuedByAnOutcomeComesAfterWhatAlreadyWaits() {
    Promise<String> first = Promise.promise();
    Future<String> then =
        queue(0, first.future()).compose(done -> queue(2, Future.succeededFuture("last")));
    Future<String> waiting = queue(1, Future.succeededFuture("waiting"));
    first.complete("first");
    assertThat(begun).containsExactly(0, 1, 2);
    assertThat(waiting.result()).isEqualTo("waiting");
    assertThat(then.result()).isEqualTo("last");
  }

  @Test
  void workCanQueueMoreOfItsOwnSubject() {
    List<Future<String>> inner = new ArrayList<>();
    queues.inTurn(
        subject,
        () -> {
          begun.add(0);
          inner.add(queue(1, Future.succeededFuture("inner")));
          assertThat(begun).containsExactly(0);
          return Future.succeededFuture("outer");
        });
    assertThat(begun).containsExactly(0, 1);
    assertThat(inner.get(0).result()).isEqualTo("inner");
  }

  @Test
  void aThousandWaitingJobsThatEndAtOnceDoNotOverflowTheStack() {
    for (int round = 0; round < 10; round++) {
      begun.clear();
      Promise<String> gate = Promise.promise();
      queues.inTurn(subject, gate::future);
      for (int i = 0; i < WAITERS_MAX; i++) {
        queue(i, Future.succeededFuture("done"));
      }
      Thread shallow = // The default stack would hide a recursion of a thousand.
          new Thread(null, () -> gate.complete("open"), "shallow", 160 * 1024);
      shallow.start();
      join(shallow);
      assertThat(begun).containsExactlyElementsOf(IntStream.range(0, WAITERS_MAX).boxed().toList());
    }
  }

  @Test
  void moreThanTheBoundAreRefusedAtOnce() {
    Promise<String> gate = Promise.promise();
    queues.inTurn(subject, gate::future);
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < WAITERS_MAX; i++) {
      waiting.add(queue(i, Future.succeededFuture("done")));
    }
    Future<String> surplus = queue(-1, Future.succeededFuture("surplus"));
    assertBusy(surplus);
    assertThat(queues.inTurn(otherSubject, () -> Future.succeededFuture("other")).succeeded())
        .isTrue();
    gate.complete("open");
    assertThat(waiting).allMatch(Future::succeeded);
    assertThat(begun).doesNotContain(-1);
    assertThat(queue(0, Future.succeededFuture("later")).succeeded()).isTrue();
  }

  @Test
  void workWhoseTurnComesTooLateIsNotBegun() throws InterruptedException {
    SubjectQueues impatient = new SubjectQueues(20);
    Promise<String> gate = Promise.promise();
    Future<String> first = impatient.inTurn(subject, gate::future);
    Future<String> late =
        impatient.inTurn(
            subject,
            () -> {
              begun.add(1);
              return Future.succeededFuture("late");
            });
    Thread.sleep(30); // The deadline is measured on the real clock.
    gate.complete("open");
    assertThat(first.succeeded()).isTrue();
    assertBusy(late);
    assertThat(begun).isEmpty();
    assertThat(impatient.inTurn(subject, () -> Future.succeededFuture("on time")).result())
        .isEqualTo("on time");
  }

  private Future<String> queue(int number, Future<String> work) {
    return queues.inTurn(
        subject,
        () -> {
          begun.add(number);
          return work;
        });
  }

  private static void assertBusy(Future<String> outcome) {
    assertThat(outcome.cause())
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
