package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.change;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.ManualClock;
import dev.patchbay.store.redis.RedisResourceStore;
import dev.patchbay.store.redis.connection.Deadline;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.connection.RedisConnections;
import dev.patchbay.store.redis.connection.RedisFailure;
import dev.patchbay.store.redis.connection.RedisFault;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.connection.RedisTrips;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests that run out of time of their own: they fail alone and truthfully, and Redis is not
 * thought to be away. A command may take 5,000 ms here and a request 7,000, by a clock that stands
 * still, so that nothing is sent with less than 250 ms left and no attempt begins with less than
 * 500.
 */
@ExtendWith(RedisServerExtension.class)
final class OwnTimeTest {

  private static final RedisLimits LIMITS = new RedisLimits(5_000, 5_000, 7_000, 8);
  private static final String BUSY =
      "The store is busy; nothing was changed. Please try again later.";

  private final RedisServer redis;
  private final ManualClock clock = new ManualClock();
  private final List<String> events = new ArrayList<>();
  private final EventLoop loop = new EventLoop();
  private final Replica ours;
  private Runnable whenAcquired = () -> {};
  private Runnable whenWatched = () -> {};

  OwnTimeTest(RedisServer redis) {
    this.redis = redis;
    RedisMeter meter = new Meter();
    this.ours =
        new Replica(
            loop,
            loop.make(
                vertx ->
                    new RedisResourceStore(
                        ApiGatewayTypes.ALL,
                        vertx,
                        new RedisTopology.Standalone(redis.uri())
                            .open(vertx, 8, LIMITS, meter, clock),
                        LIMITS,
                        new Random(7),
                        () -> 0,
                        meter)));
  }

  /** Records the commands, the replies and the faults of callers. */
  private final class Meter implements RedisMeter, RedisTrips {

    @Override
    public RedisTrips trips() {
      return this;
    }

    @Override
    public Consumer<@Nullable Throwable> sending(Batch batch, List<Call> calls) {
      String first = batch.commands().split(" ", 2)[0];
      events.add(first);
      return failure -> {
        events.add(first + (failure == null ? " answered" : " failed"));
        if (first.equals("WATCH")) {
          whenWatched.run();
        }
      };
    }

    @Override
    public void acquired(long nanos) {
      whenAcquired.run();
    }

    @Override
    public void failed(RedisFault fault) {
      events.add(fault.name());
    }

    @Override
    public void circuit(boolean open) {
      events.add("circuit " + open);
    }
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(response("a", "/a/")), Write.create(response("b", "/b/"))));
    events.clear();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private static ResourceId id(String id) {
    return responses().member(id);
  }

  private String text(String id) {
    return textOf(ours.find(id(id)).orElseThrow());
  }

  /** Appends an x, and lets time pass between the decision and EXEC. */
  private Transition<Resource> appendIn(long millis, String id) {
    return change(
        id(id),
        current -> {
          clock.advanceMillis(millis);
          return withText(current, textOf(current) + "x");
        });
  }

  /** Commits two changes in one turn of the event loop, the second so much later than the first. */
  private List<Object> two(
      Transition<Resource> first, long laterMillis, Transition<Resource> second) {
    return EventLoop.await(
        loop.submit(
            () -> {
              Future<Object> one = outcome(first);
              clock.advanceMillis(laterMillis);
              return Future.join(one, outcome(second)).map(both -> both.<Object>list());
            }));
  }

  /** The result, or the message of the refusal. */
  private Future<Object> outcome(Transition<Resource> transition) {
    return ours.store()
        .commit(transition)
        .<Object>map(stored -> stored)
        .otherwise(
            failure -> {
              assertThat(((ServiceException) failure).code())
                  .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
              return failure.getMessage();
            });
  }

  @Test
  void freshChangeDoesNotTravelWithOneThatIsShortOfTime() {
    List<Object> outcomes = two(appendIn(600, "a"), 6_500, append(id("b"), "x"));
    assertThat(outcomes.get(0)).isEqualTo(BUSY);
    assertThat(outcomes.get(1)).isInstanceOf(Resource.class);
    assertThat(text("a") + text("b")).isEqualTo("x");
    assertThat(events).containsOnlyOnce("TOO_LATE", "MULTI").doesNotContain("circuit true");
  }

  @Test
  void changeThatIsShortOfTimeIsMadeAllTheSame() {
    List<Object> outcomes = two(append(id("a"), "x"), 6_500, append(id("b"), "x"));
    assertThat(outcomes).allMatch(Resource.class::isInstance);
  }

  @Test
  void memberOfABatchThatIsTooLateForExecIsRefusedAloneAndAtOnce() {
    List<Object> outcomes = two(appendIn(5_900, "a"), 1_000, append(id("b"), "x"));
    assertThat(outcomes.get(0)).isEqualTo(BUSY);
    assertThat(outcomes.get(1)).isInstanceOf(Resource.class);
    assertThat(text("a") + text("b")).isEqualTo("x");
    assertThat(events).startsWith("WATCH", "WATCH answered", "MULTI", "TOO_LATE", "MULTI answered");
  }

  @Test
  void laterChangeOfTheSameResourceIsStoredWithoutTheOneThatWasTooLate() {
    List<Object> outcomes = two(appendIn(5_900, "a"), 1_000, append(id("a"), "y"));
    assertThat(outcomes.get(0)).isEqualTo(BUSY);
    assertThat(((Resource) outcomes.get(1)).revision()).isEqualTo(2);
    assertThat(text("a")).isEqualTo("y");
  }

  @Test
  void membersWithTimeLeftGoAgainWhenThatOfAnotherHasEnded() {
    whenAcquired =
        () -> {
          whenAcquired = () -> {};
          clock.advanceMillis(5_400);
        };
    List<Object> outcomes = two(append(id("a"), "x"), 1_500, append(id("b"), "x"));
    assertThat(outcomes.get(0)).isEqualTo(BUSY);
    assertThat(outcomes.get(1)).isInstanceOf(Resource.class);
    assertThat(text("a") + text("b")).isEqualTo("x");
  }

  @Test
  void execIsNotSentWithoutTimeForItsReply() {
    ServiceException refusal = refusal(appendIn(6_800, "a"));
    assertThat(refusal).hasMessage(BUSY);
    assertThat(text("a")).isEmpty();
    assertThat(events).startsWith("WATCH", "WATCH answered", "TOO_LATE").doesNotContain("MULTI");
    assertThat(textOf(ours.commit(appendIn(6_700, "a")))).isEqualTo("x");
  }

  /** The reads took 3,500 ms, so EXEC will most likely take as long. */
  @Test
  void execIsNotSentWhereTheReadsTookMoreThanIsLeft() {
    whenWatched = () -> clock.advanceMillis(3_500);
    assertThat(refusal(append(id("a"), "x"))).hasMessage(BUSY);
    assertThat(text("a")).isEmpty();
    whenWatched = () -> clock.advanceMillis(3_000);
    assertThat(textOf(ours.commit(append(id("a"), "x")))).isEqualTo("x");
  }

  @Test
  void refusalWithoutExecIsAnsweredHoweverLittleTimeIsLeft() {
    ServiceException refusal =
        refusal(
            change(
                id("a"),
                current -> {
                  clock.advanceMillis(6_990);
                  throw ServiceException.badRequest("for the test");
                }));
    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @Test
  void changeWhoseTurnComesTooLateIsRefusedUnsent() {
    // 400 ms are enough to send EXEC and not enough for an attempt.
    List<Object> outcomes =
        EventLoop.await(
            loop.submit(
                () -> {
                  List<Future<Object>> all = new ArrayList<>();
                  all.add(
                      outcome(
                          change(
                              id("a"),
                              current -> {
                                all.add(outcome(append(id("a"), "late")));
                                clock.advanceMillis(6_600);
                                return withText(current, "x");
                              })));
                  return all.get(0)
                      .compose(stored -> Future.join(all).map(ended -> ended.<Object>list()));
                }));
    assertThat(outcomes.get(0)).isInstanceOf(Resource.class);
    assertThat(outcomes.get(1)).isEqualTo(BUSY);
    assertThat(text("a")).isEqualTo("x");
  }

  @Test
  void nothingIsReadWithoutTimeForTheReply() {
    whenAcquired = () -> clock.advanceMillis(6_800);
    assertThat(catchThrowableOfType(ServiceException.class, () -> ours.find(id("a"))).getMessage())
        .isEqualTo(BUSY);
    assertThat(events).containsExactly("TOO_LATE");
  }

  private ServiceException refusal(Transition<Resource> transition) {
    return catchThrowableOfType(ServiceException.class, () -> ours.commit(transition));
  }

  // -- a wait that was cut short is no evidence about Redis

  private static final RedisLimits SHORT = new RedisLimits(5_000, 100, 7_000, 3);

  /** A connection is had with time to spare, then so much of it is left for a reply. */
  private RedisFault silence(RedisConnections connections, long millisLeft) {
    CompletableFuture<List<Response>> outcome =
        loop.submit(
            () ->
                connections.onLease(
                    Deadline.in(7_000, clock),
                    lease -> {
                      lease.waitUntil(Deadline.in(millisLeft, clock));
                      return lease.batch(List.of(Request.cmd(Command.BLPOP).arg("none").arg(0)));
                    }));
    return catchThrowableOfType(RedisFailure.class, () -> EventLoop.await(outcome)).fault();
  }

  @Test
  void onlyAFullCommandTimeoutIsEvidenceThatRedisIsAway() {
    RedisConnections connections =
        loop.make(
            vertx ->
                new RedisConnections(
                    vertx, RedisAccess.of(redis.uri()), redis.uri(), 4, SHORT, new Meter(), clock));
    for (int i = 0; i < 4; i++) {
      assertThat(silence(connections, 20)).isEqualTo(RedisFault.OUT_OF_TIME);
    }
    assertThat(silence(connections, 4)).isEqualTo(RedisFault.TOO_LATE);
    assertThat(events).doesNotContain("circuit true");
    assertThat(silence(connections, 7_000)).isEqualTo(RedisFault.NO_ANSWER);
    assertThat(silence(connections, 99)).isEqualTo(RedisFault.OUT_OF_TIME);
    assertThat(events).doesNotContain("circuit true");
    assertThat(silence(connections, 100)).isEqualTo(RedisFault.NO_ANSWER);
    assertThat(events).contains("circuit true");
  }

  @Test
  void fullCommandTimeoutFitsIntoARequestWhateverIsSet() {
    RedisLimits odd = new RedisLimits(900, 1_000, 400, 3);
    assertThat(odd.commandTimeoutMillis()).isEqualTo(300);
    assertThat(odd.acquireTimeoutMillis()).isEqualTo(300);
    assertThat(LIMITS.commandTimeoutMillis()).isEqualTo(5_000);
  }
}
