package dev.patchbay.store.redis.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.store.EventLoop;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionWorkersTest {

  private static final int HALF = DecisionWorkers.LOOP_BYTES_MAX / 2;

  private final EventLoop loop = new EventLoop();
  private final DecisionWorkers workers = loop.make(DecisionWorkers::new);
  private final ManualClock clock = new ManualClock();
  private final Deadline deadline = Deadline.in(10, clock);

  @AfterEach
  void close() {
    loop.close();
  }

  private static Response replies(int... lengths) {
    MultiType replies = MultiType.create(lengths.length + 1, false);
    replies.add(null);
    for (int length : lengths) {
      replies.add(BulkType.create(Buffer.buffer(new byte[length]), false));
    }
    return replies;
  }

  /** Whether the result is computed on the event loop, and the caller goes on there. */
  private List<Boolean> places(Response replies) {
    return places(false, replies);
  }

  private List<Boolean> places(boolean takesLong, Response replies) {
    Supplier<Boolean> place = Context::isOnEventLoopThread;
    return loop.call(
        () ->
            workers
                .compute(takesLong, replies, deadline, place)
                .map(computed -> List.of(computed, place.get())));
  }

  @Test
  void theResultOfSmallRepliesIsComputedAtOnce() {
    assertThat(places(replies(HALF, HALF / 2))).containsExactly(true, true);
  }

  @Test
  void theResultOfLargeRepliesIsComputedOnAnotherThread() {
    assertThat(places(replies(HALF, HALF, 1))).containsExactly(false, true);
  }

  @Test
  void manySmallRepliesAreLarge() {
    assertThat(places(replies(new int[500]))).containsExactly(true, true);
    assertThat(places(replies(new int[2_000]))).containsExactly(false, true);
  }

  @Test
  void repliesInsideRepliesCount() {
    MultiType outer = MultiType.create(1, false);
    outer.add(replies(new int[2_000]));
    assertThat(places(outer)).containsExactly(false, true);
  }

  @Test
  void whatTakesLongIsComputedOnAnotherThreadWhateverIsRead() {
    assertThat(places(true, replies())).containsExactly(false, true);
  }

  @Test
  void aFailureOfTheComputationIsThatOfTheResult() {
    assertThatThrownBy(
            () ->
                loop.call(
                    () ->
                        workers.compute(
                            false,
                            replies(2 * HALF + 1),
                            deadline,
                            () -> {
                              throw new IllegalStateException("wrong");
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("wrong");
  }

  @Test
  void aComputationThatBeginsTooLateIsLeftOut() {
    clock.advanceMillis(11);
    assertThatThrownBy(() -> places(replies(2 * HALF + 1)))
        .isInstanceOfSatisfying(
            RedisFailure.class,
            failure -> assertThat(failure.fault()).isEqualTo(RedisFault.TOO_LATE));
  }
}
