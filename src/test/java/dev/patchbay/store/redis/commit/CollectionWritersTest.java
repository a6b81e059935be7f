package dev.patchbay.store.redis.commit;

import static dev.patchbay.store.Samples.look;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.call.Call;
import dev.patchbay.call.TransactionTally;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Entry;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers that create and delete in one collection at the same time, as fast as they can. */
@ExtendWith(RedisServerExtension.class)
final class CollectionWritersTest {

  private static final int CALLERS = 32;
  private static final int ROUNDS = 20;

  private static final ResourceId API = Samples.APIS.member("api0");

  private static final ResourceId INTEGRATION =
      API.children(ApiGatewayTypes.INTEGRATION).member("integr1");

  private static final ResourceCollection RESPONSES =
      INTEGRATION.children(ApiGatewayTypes.INTEGRATION_RESPONSE);

  private final List<TransactionTally> tallies = new ArrayList<>();

  @Test
  void writersOfOneReplicaLoseNoRace(RedisServer redis) {
    redis.flushAll();
    try (Replica replica = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT)) {
      fill(replica);
      EventLoop.await(load(replica, "a"));
      assertThat(tallies)
          .hasSize(CALLERS * ROUNDS * 3 / 2)
          .allMatch(tally -> tally.lostRaces() == 0);
      assertThat(entries(replica)).hasSize(CALLERS * ROUNDS / 2);
    }
  }

  @Test
  void writersOfTwoReplicasLoseNoChange(RedisServer redis) {
    redis.flushAll();
    try (Replica one = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT);
        Replica two = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT)) {
      fill(one);
      CompletableFuture<List<ResourceId>> ofOne = load(one, "a");
      CompletableFuture<List<ResourceId>> ofTwo = load(two, "b");
      List<ResourceId> kept = new ArrayList<>(EventLoop.await(ofOne));
      kept.addAll(EventLoop.await(ofTwo));
      List<Entry> entries = entries(one);
      assertThat(entries).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(kept);
      assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates();
      assertThat(entries).allMatch(entry -> one.find(entry.id()).isPresent());
    }
  }

  @Test
  void anIdentifierThatIsTakenIsDrawnAgainBeforeItIsAConflict(RedisServer redis) {
    redis.flushAll();
    try (Replica replica = RedisReplicas.replica(redis.uri(), 8, RedisReplicas.PATIENT)) {
      fill(replica);
      ResourceService first = replica.service(new Random(1));
      create(replica, first, "/a/");
      create(replica, first, "/b/");
      create(replica, replica.service(new Random(1)), "/c/");
      assertThatThrownBy(() -> create(replica, replica.service(new Random(1)), "/d/"))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT));
      assertThat(entries(replica)).hasSize(3);
    }
  }

  private static void create(Replica replica, ResourceService service, String key) {
    replica
        .loop()
        .call(
            () ->
                service.create(
                    Call.ofTheService(), RESPONSES, Map.of("integrationResponseKey", key)));
  }

  private static void fill(Replica replica) {
    replica.commit(
        store(
            Write.create(new Resource(API, 1, Map.of("protocolType", "WEBSOCKET"))),
            Write.create(new Resource(INTEGRATION, 1, Map.of()))));
  }

  private static List<Entry> entries(Replica replica) {
    return replica.commit(look(new Read.OfEntries(RESPONSES))).entries(RESPONSES);
  }

  /** Each caller creates resources and deletes every second one; returns the remaining ones. */
  private CompletableFuture<List<ResourceId>> load(Replica replica, String name) {
    ResourceService service = replica.service();
    List<ResourceId> kept = new ArrayList<>();
    return replica
        .loop()
        .submit(
            () ->
                Future.join(
                        IntStream.range(0, CALLERS)
                            .mapToObj(i -> load(service, "/" + name + i + "-", 0, kept))
                            .toList())
                    .map(kept));
  }

  private Future<?> load(ResourceService service, String keys, int round, List<ResourceId> kept) {
    if (round == ROUNDS) {
      return Future.succeededFuture();
    }
    Map<String, Object> members = Map.of("integrationResponseKey", keys + round + "/");
    return untilItIsMade(call -> service.create(call, RESPONSES, members))
        .compose(
            created -> {
              if (round % 2 == 0) {
                kept.add(created.id());
                return Future.succeededFuture();
              }
              return untilItIsMade(call -> service.delete(call, created.id(), Precondition.NONE));
            })
        .compose(made -> load(service, keys, round + 1, kept));
  }

  private synchronized void add(TransactionTally tally) {
    tallies.add(tally);
  }

  /** Again where it gave up, as a caller does. */
  private <T> Future<T> untilItIsMade(Function<Call, Future<T>> request) {
    Call call = Call.ofTheService().observedBy(this::add);
    return request
        .apply(call)
        .recover(
            failure ->
                failure instanceof ServiceException refused && refused.code() == ErrorCode.CONFLICT
                    ? untilItIsMade(request)
                    : Future.failedFuture(failure));
  }
}
