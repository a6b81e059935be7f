package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of one resource that come while others of it are decided. */
@ExtendWith(RedisServerExtension.class)
final class FollowingGroupsTest {

  private static final ResourceId HOT = responses().member("hot");

  private final RedisServer redis;
  private final Replica ours;
  private final List<String> trips = new ArrayList<>();

  FollowingGroupsTest(RedisServer redis) {
    this.redis = redis;
    RedisMeter meter =
        new RedisMeter() {
          @Override
          public RedisTrips trips() {
            return new Trips();
          }
        };
    this.ours =
        RedisReplicas.replica(
            new RedisTopology.Standalone(redis.uri()), RedisReplicas.PATIENT, meter);
  }

  /** Writes down what is sent, and that it was answered. */
  private final class Trips implements RedisTrips {

    @Override
    public Consumer<@Nullable Throwable> sending(Batch batch, List<Call> calls) {
      String first = batch.commands().split(" ", 2)[0];
      trips.add(first);
      return failure -> trips.add(failure == null ? first + " answered" : first + " failed");
    }
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(response("hot", "/hot/"))));
    trips.clear();
  }

  @AfterEach
  void close() {
    ours.close();
  }

  /**
   * Commits two, and others while these are decided.
   *
   * @param decided is told the number of each decision
   * @return what each came to: its result, or the code of its error
   */
  private List<Object> twoAndWhoComesThen(List<Transition<Resource>> others, IntConsumer decided) {
    List<Future<Object>> late = new ArrayList<>();
    AtomicReference<Replica> self = new AtomicReference<>();
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                others.forEach(each -> late.add(outcome(Objects.requireNonNull(self.get()), each)));
              }
              decided.accept(decision);
            });
    self.set(observed);
    return EventLoop.await(
        ours.loop()
            .submit(
                () ->
                    Future.join(
                            outcome(observed, append(HOT, "0,")),
                            outcome(observed, append(HOT, "1,")))
                        .compose(
                            two ->
                                Future.join(late)
                                    .map(
                                        more ->
                                            Stream.concat(
                                                    two.<Object>list().stream(),
                                                    more.<Object>list().stream())
                                                .toList()))));
  }

  private static Future<Object> outcome(Replica replica, Transition<Resource> transition) {
    return replica
        .store()
        .commit(transition)
        .<Object>map(stored -> stored)
        .otherwise(failure -> ((ServiceException) failure).code());
  }

  private static List<Long> revisions(List<Object> outcomes) {
    return outcomes.stream().map(each -> ((Resource) each).revision()).toList();
  }

  private static List<Transition<Resource>> appends(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> append(HOT, i + ",")).toList();
  }

  private String text() {
    return textOf(ours.find(HOT).orElseThrow());
  }

  @Test
  void theyAreReadBehindTheTransactionOfTheOthersBeforeItIsAnswered() {
    List<Object> outcomes = twoAndWhoComesThen(appends(2, 4), decision -> {});
    assertThat(revisions(outcomes)).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(trips)
        .containsExactly(
            "WATCH",
            "WATCH answered",
            "MULTI",
            "WATCH",
            "MULTI answered",
            "WATCH answered",
            "MULTI",
            "MULTI answered");
    assertThat(text()).isEqualTo("0,1,2,3,4,");
  }

  @Test
  void aSingleOneFollowsToo() {
    List<Object> outcomes = twoAndWhoComesThen(appends(2, 2), decision -> {});
    assertThat(revisions(outcomes)).containsExactly(2L, 3L, 4L);
    assertThat(trips).startsWith("WATCH", "WATCH answered", "MULTI", "WATCH", "MULTI answered");
  }

  /** The others come before those who lost, who begin again. */
  @Test
  void aLostRaceIsThatOfItsOwnGroup() {
    try (Replica rival = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT)) {
      List<Object> outcomes =
          twoAndWhoComesThen(
              appends(2, 4),
              decision -> {
                if (decision == 2) {
                  rival.commit(append(HOT, "rival,"));
                }
              });
      assertThat(revisions(outcomes)).doesNotHaveDuplicates().hasSize(5);
      assertThat(text().split(","))
          .startsWith("rival", "2", "3", "4")
          .containsExactlyInAnyOrder("rival", "0", "1", "2", "3", "4");
    }
  }

  /** Those who were sent to be stored do not learn whether they were; the others begin again. */
  @Test
  void aLostConnectionStoresNothingTwiceAndLosesNothing() {
    assertThat(acknowledgedWithConnectionLostAt(1)).containsExactly("2", "3", "4");
    assertThat(acknowledgedWithConnectionLostAt(3)).containsExactly("0", "1");
  }

  /** The texts of those who were told that they are stored, each of which is, once. */
  private List<String> acknowledgedWithConnectionLostAt(int lost) {
    fill();
    List<Object> outcomes =
        twoAndWhoComesThen(
            appends(2, 4),
            decision -> {
              if (decision == lost) {
                redis.command("CLIENT", "KILL", "TYPE", "normal");
              }
            });
    List<String> acknowledged =
        IntStream.rangeClosed(0, 4)
            .filter(i -> outcomes.get(i) instanceof Resource)
            .mapToObj(String::valueOf)
            .toList();
    assertThat(outcomes)
        .allMatch(each -> each instanceof Resource || each == ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(text().split(",")).doesNotHaveDuplicates().containsAll(acknowledged);
    return acknowledged;
  }
}
