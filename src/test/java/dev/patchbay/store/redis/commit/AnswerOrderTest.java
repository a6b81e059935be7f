package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.RedisTrips;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The order of the commands to Redis and the answers to callers. */
@ExtendWith(RedisServerExtension.class)
final class AnswerOrderTest {

  private static final ResourceId ID = responses().member("hot");

  private final List<String> events = new ArrayList<>();
  private final Replica ours;

  AnswerOrderTest(RedisServer redis) {
    redis.flushAll();
    this.ours =
        RedisReplicas.replica(
            new RedisTopology.Standalone(redis.uri()), RedisReplicas.PATIENT, new Meter());
  }

  /** Records the first command of each write to Redis, and its replies. */
  private final class Meter implements RedisMeter, RedisTrips {

    @Override
    public RedisTrips trips() {
      return this;
    }

    @Override
    public Consumer<@Nullable Throwable> sending(Batch batch, List<Call> calls) {
      String first = batch.commands().split(" ", 2)[0];
      events.add(first);
      return failure -> events.add(first + " replied");
    }
  }

  @AfterEach
  void close() {
    ours.close();
  }

  @Test
  void nextBatchOfAResourceIsReadWhileTheOneBeforeIsAnswered() {
    ours.commit(store(Write.create(response("hot", "/hot/"))));
    events.clear();
    int moreThanOneBatch = CommitQueue.LIMITS.commitsMax() + 2;
    EventLoop.await(
        ours.loop()
            .submit(
                () ->
                    Future.all(
                        IntStream.range(0, moreThanOneBatch)
                            .mapToObj(
                                i ->
                                    ours.store()
                                        .commit(append(ID, "x"))
                                        .onSuccess(stored -> events.add("answer")))
                            .toList())));
    assertThat(events.stream().distinct())
        .containsExactly("WATCH", "WATCH replied", "MULTI", "MULTI replied", "answer");
    assertThat(events.subList(3, 6)).containsExactly("MULTI replied", "WATCH", "answer");
    assertThat(events).filteredOn("answer"::equals).hasSize(moreThanOneBatch);
  }
}
