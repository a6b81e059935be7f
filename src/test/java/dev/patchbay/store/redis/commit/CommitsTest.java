package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.admittedBy;
import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.change;
import static dev.patchbay.store.Samples.holdersOf;
import static dev.patchbay.store.Samples.look;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static dev.patchbay.store.Samples.textOf;
import static dev.patchbay.store.Samples.withKey;
import static dev.patchbay.store.Samples.withText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.RespClient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcomes of changes that arrive in the same tick. */
@ExtendWith(RedisServerExtension.class)
final class CommitsTest {

  private static final int COUNT = 16;
  private static final String END = "theend";

  private final RedisServer redis;
  private final Replica ours;

  CommitsTest(RedisServer redis) {
    this.redis = redis;
    // One connection, so that the commands which the store sends after its answer precede the next
    // command.
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(
        store(
            IntStream.range(0, COUNT)
                .mapToObj(i -> Write.create(response("r" + i, "/" + i + "/")))
                .toArray(Write[]::new)));
  }

  @AfterEach
  void close() {
    ours.close();
  }

  private static ResourceId id(int number) {
    return responses().member("r" + number);
  }

  private Resource stored(int number) {
    return ours.find(id(number)).orElseThrow();
  }

  @Test
  void changesOfManyResourcesShareOneTransaction() {
    List<String> commands = commandsOf(i -> append(id(i), "x"));
    assertThat(commands).containsExactly("WATCH", "MGET", "MULTI", "MSET", "EXEC");
    for (int i = 0; i < COUNT; i++) {
      assertThat(textOf(stored(i))).isEqualTo("x");
    }
  }

  @Test
  void changesOfOneResourceShareOneTransactionAndItsLastRecordIsStored() {
    List<Resource> results = new ArrayList<>();
    List<String> commands = commandsOf(results, i -> append(id(0), i + ","));
    assertThat(commands).containsExactly("WATCH", "MGET", "MULTI", "SET", "EXEC");
    assertThat(results)
        .extracting(Resource::revision)
        .containsExactlyElementsOf(IntStream.range(2, COUNT + 2).mapToObj(i -> (long) i).toList());
    assertThat(textOf(stored(0)))
        .isEqualTo(IntStream.range(0, COUNT).mapToObj(i -> i + ",").collect(Collectors.joining()));
  }

  @Test
  void creationsInOneCollectionShareOneTransaction() {
    List<Resource> created = new ArrayList<>();
    List<String> commands = commandsOf(created, i -> create("n" + i, "/n" + i + "/"));
    assertThat(commands)
        .filteredOn(command -> !command.equals("SRANDMEMBER"))
        .hasSize(2 * COUNT + 6);
    assertThat(commands).contains("MSET").containsOnlyOnce("WATCH", "ZCARD", "MULTI", "EXEC");
    assertThat(created).hasSize(COUNT);
    assertThat(idsInOrder()).hasSize(2 * COUNT).isSorted();
  }

  @Test
  void oneOfSeveralCreationsWithOneKeyIsStored() {
    List<Object> outcomes = outcomes(5, i -> create("n" + i, i < 4 ? "/wanted/" : "/other/"));
    assertThat(outcomes.get(0)).isInstanceOf(Resource.class);
    assertThat(outcomes.subList(1, 4)).containsOnly(ErrorCode.CONFLICT);
    assertThat(outcomes.get(4)).isInstanceOf(Resource.class);
    assertThat(idsInOrder()).hasSize(COUNT + 2).isSorted().contains("n0", "n4");
  }

  @Test
  void creationIsDecidedAfterEarlierChangesOfItsCollection() {
    List<Object> outcomes =
        outcomes(
            5,
            i ->
                switch (i) {
                  case 1 -> remove(id(COUNT - 1));
                  case 3 -> rename(id(0), "/renamed/");
                  default -> create("n" + i, "/n" + i + "/");
                });
    assertThat(outcomes).allMatch(Resource.class::isInstance);
    assertThat(idsInOrder())
        .isSorted()
        .contains("n0", "n2", "n4")
        .doesNotContain("r" + (COUNT - 1));
    assertThat(ours.commit(look(new Read.OfSize(responses()))).size(responses()))
        .isEqualTo(COUNT + 2);
  }

  @Test
  void changesThatLoseARaceAreEachStoredOnce() {
    try (Replica rival = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT)) {
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 7) {
                  rival.commit(append(id(7), "rival,"));
                }
              });
      EventLoop.await(observed.commitEach(COUNT, i -> append(id(i), "ours,")));
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(textOf(stored(i))).isEqualTo(i == 7 ? "rival,ours," : "ours,");
    }
  }

  @Test
  void oneOfSeveralRenamingsToOneKeyIsStored() {
    List<Optional<Resource>> outcomes =
        EventLoop.await(ours.tryEach(COUNT, i -> rename(id(i), "/wanted/")));
    assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(
            redis.command(
                "SCARD", RedisKeys.holders(responses(), "integrationResponseKey", "/wanted/")))
        .isEqualTo(1L);
  }

  @Test
  void keyThatAnEarlierChangeFreesCanBeTakenInTheSameBatch() {
    List<Optional<Resource>> outcomes =
        EventLoop.await(
            ours.tryEach(2, i -> i == 0 ? rename(id(0), "/free/") : rename(id(1), "/0/")));
    assertThat(outcomes).allMatch(Optional::isPresent);
    assertThat(stored(1).text("integrationResponseKey")).isEqualTo("/0/");
  }

  /** The second cannot be decided together with the first, nor the third before it. */
  @Test
  void changeThatLeavesItsBatchKeepsItsOrderAmongTheChangesOfItsResource() {
    List<Object> outcomes =
        outcomes(
            3,
            i ->
                switch (i) {
                  case 0 -> rename(id(0), "/wanted/");
                  case 1 -> rename(id(1), "/wanted/");
                  default -> append(id(1), "x");
                });
    assertThat(outcomes.get(1)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(((Resource) outcomes.get(2)).revision()).isEqualTo(2);
    List<Object> free =
        outcomes(
            4,
            i ->
                switch (i) {
                  case 0 -> rename(id(2), "/a/");
                  case 1 -> rename(id(3), "/2/");
                  default -> append(id(3), String.valueOf(i));
                });
    assertThat(free)
        .extracting(each -> ((Resource) each).revision())
        .containsExactly(2L, 2L, 3L, 4L);
  }

  @Test
  void aDeletionEndsTheChangesThatCameAfterIt() {
    List<Object> outcomes =
        outcomes(
            3,
            i ->
                i == 1
                    ? remove(id(0))
                    : change(id(0), current -> withText(current, textOf(current) + i)));
    assertThat(outcomes.get(0)).isInstanceOf(Resource.class);
    assertThat(outcomes.get(1)).isInstanceOf(Resource.class);
    assertThat(outcomes.get(2)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(ours.find(id(0))).isEmpty();
  }

  @Test
  void changeThatFailsFailsAlone() {
    redis.command("SET", RedisKeys.record(id(1)), "3 2\n{");
    redis.command("DEL", RedisKeys.record(id(2)));
    redis.command("SADD", RedisKeys.record(id(2)), "member");
    redis.command("DEL", RedisKeys.record(id(3)));
    List<Object> outcomes =
        outcomes(
            COUNT,
            i -> {
              if (i == 4) {
                return admittedBy(
                    Future.failedFuture(ServiceException.tooManyRequests(9)), append(id(4), "x"));
              }
              return change(
                  id(i),
                  current -> {
                    if (i == 5) {
                      throw ServiceException.badRequest("thrown");
                    }
                    return withText(current, "x");
                  });
            });
    assertThat(outcomes.subList(1, 6))
        .containsExactly(
            ErrorCode.INTERNAL_FAILURE,
            ErrorCode.INTERNAL_FAILURE,
            ErrorCode.NOT_FOUND,
            ErrorCode.TOO_MANY_REQUESTS,
            ErrorCode.BAD_REQUEST);
    assertThat(outcomes.subList(6, COUNT)).allMatch(Resource.class::isInstance);
    assertThat(textOf(stored(4))).isEmpty();
    assertThat(textOf(stored(6))).isEqualTo("x");
  }

  @Test
  void indexOfAWrongTypeFailsItsReadersAlone() {
    redis.command("SET", RedisKeys.holders(responses(), "integrationResponseKey", "/odd/"), "x");
    List<Object> outcomes = outcomes(3, i -> i == 1 ? rename(id(1), "/odd/") : append(id(i), "x"));
    assertThat(outcomes.get(1)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(textOf(stored(0)) + textOf(stored(2))).isEqualTo("xx");
    assertThat(stored(1).text("integrationResponseKey")).isEqualTo("/1/");
  }

  @Test
  void moreThanFitsInOneWriteIsStoredAllTheSame() {
    String large = "x".repeat(500_000);
    EventLoop.await(ours.commitEach(12, i -> append(id(i), large)));
    for (int i = 0; i < 12; i++) {
      assertThat(textOf(stored(i))).hasSize(large.length());
    }
  }

  /** A change that depends on one which is lost with its batch is decided again, not refused. */
  @Test
  void aRefusalThatRestsOnALostChangeIsDecidedAgain() {
    Set<Integer> intrusions = new HashSet<>();
    try (Replica rival = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT)) {
      Replica observed =
          ours.observed(
              decision -> {
                if (decision == 2 && intrusions.add(decision)) {
                  rival.commit(change(id(0), current -> withText(current, "rival")));
                }
              });
      List<Object> outcomes =
          EventLoop.await(
              observed.loop().submit(() -> all(2, i -> onlyIfEmpty(id(0), "ours"), observed)));
      assertThat(outcomes).containsExactly(ErrorCode.BAD_REQUEST, ErrorCode.BAD_REQUEST);
    }
    assertThat(textOf(stored(0))).isEqualTo("rival");
  }

  /** Whether EXEC was sent or not: a commit that was acknowledged is stored, and stored once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void lostConnectionStoresNothingTwiceAndLosesNothing(int decisionThatLosesIt) {
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == decisionThatLosesIt) {
                redis.command("CLIENT", "KILL", "TYPE", "normal");
              }
            });
    List<Object> outcomes =
        EventLoop.await(
            observed.loop().submit(() -> all(5, i -> append(id(0), i + ","), observed)));
    assertThat(outcomes)
        .allMatch(each -> each instanceof Resource || each == ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(textOf(stored(0)).split(","))
        .doesNotHaveDuplicates()
        .containsAll(
            IntStream.range(0, 5)
                .filter(i -> outcomes.get(i) instanceof Resource)
                .mapToObj(String::valueOf)
                .toList());
  }

  /** The first is refused and answered while EXEC of the second is running. */
  @Test
  void callerThatThrowsOnHearingOfARefusalDoesNotChangeTheOutcomeOfAnother() {
    List<Object> outcomes =
        EventLoop.await(
            ours.loop()
                .submit(
                    () -> {
                      ours.store()
                          .commit(
                              change(
                                  id(0),
                                  current -> {
                                    throw ServiceException.badRequest("for the test");
                                  }))
                          .onFailure(
                              refusal -> {
                                throw new IllegalStateException("for the test");
                              });
                      return all(1, i -> append(id(1), "x"), ours);
                    }));
    assertThat(outcomes).singleElement().isInstanceOf(Resource.class);
    assertThat(textOf(stored(1))).isEqualTo("x");
  }

  // -- shared by the tests above

  private static Transition<Resource> rename(ResourceId id, String key) {
    return take(
        key,
        new Read.OfResource(id),
        snapshot -> {
          Resource current = snapshot.resource(id).orElseThrow();
          return new Write.Put(Optional.of(Entry.of(current)), withKey(current, key));
        });
  }

  private static Transition<Resource> create(String id, String key) {
    return take(
        key,
        new Read.OfSize(responses()),
        snapshot -> new Write.Put(Optional.empty(), response(id, key)));
  }

  /** Stores a resource with a key, unless another one has the key. */
  private static Transition<Resource> take(
      String key, Read subject, Function<Snapshot, Write.Put> taker) {
    Read holders = holdersOf(key);
    return new Transition<>(
        subject,
        Set.of(subject, holders),
        snapshot -> {
          if (!snapshot.holders(responses(), "integrationResponseKey", key).isEmpty()) {
            return new Decision.Reject<>(ServiceException.alreadyExists(responses(), key));
          }
          Write.Put put = taker.apply(snapshot);
          return new Decision.Commit<>(List.of(put), put.next());
        });
  }

  private List<String> idsInOrder() {
    return ours.commit(look(new Read.OfEntries(responses()))).entries(responses()).stream()
        .map(entry -> entry.id().value())
        .toList();
  }

  private static Transition<Resource> onlyIfEmpty(ResourceId id, String text) {
    Read record = new Read.OfResource(id);
    return new Transition<>(
        record,
        Set.of(record),
        snapshot -> {
          Resource current = snapshot.resource(id).orElseThrow();
          if (!textOf(current).isEmpty()) {
            return new Decision.Reject<>(ServiceException.badRequest(textOf(current)));
          }
          Resource next = withText(current, text);
          return new Decision.Commit<>(List.of(Write.replace(current, next)), next);
        });
  }

  private static Transition<Resource> remove(ResourceId id) {
    Read record = new Read.OfResource(id);
    return new Transition<>(
        record,
        Set.of(record),
        snapshot -> {
          Resource current = snapshot.resource(id).orElseThrow();
          return new Decision.Commit<>(List.of(new Write.Remove(Entry.of(current))), current);
        });
  }

  /** Returns the outcome of each: its result, or the code of its error. */
  private List<Object> outcomes(int count, IntFunction<Transition<Resource>> transitions) {
    return EventLoop.await(ours.loop().submit(() -> all(count, transitions, ours)));
  }

  private static Future<List<Object>> all(
      int count, IntFunction<Transition<Resource>> transitions, Replica replica) {
    List<Future<Object>> outcomes =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    replica
                        .store()
                        .commit(transitions.apply(i))
                        .<Object>map(result -> result)
                        .recover(
                            failure -> Future.succeededFuture(((ServiceException) failure).code())))
            .toList();
    return Future.all(outcomes).map(ended -> ended.<Object>list());
  }

  private List<String> commandsOf(IntFunction<Transition<Resource>> transitions) {
    return commandsOf(new ArrayList<>(), transitions);
  }

  private List<String> commandsOf(
      List<Resource> results, IntFunction<Transition<Resource>> transitions) {
    try (RespClient monitor = redis.connect()) {
      monitor.call("MONITOR");
      results.addAll(EventLoop.await(ours.commitEach(COUNT, transitions)));
      ours.find(responses().member(END));
      List<String> commands = new ArrayList<>();
      for (String line = String.valueOf(monitor.read());
          !line.contains(END);
          line = String.valueOf(monitor.read())) {
        commands.add(
            line.substring(line.indexOf("] \"") + 3).split("\"", 2)[0].toUpperCase(Locale.ROOT));
      }
      return commands;
    }
  }
}
