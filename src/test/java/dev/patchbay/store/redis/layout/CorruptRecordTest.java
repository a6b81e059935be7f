package dev.patchbay.store.redis.layout;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.look;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Snapshot;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.store.redis.RedisReplicas;
import dev.patchbay.store.redis.connection.RedisMeter;
import dev.patchbay.store.redis.topology.RedisTopology;
import dev.patchbay.testkit.RedisNode;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The effects of another program that writes to Redis, and of requests with strange identifiers.
 */
@ExtendWith(RedisServerExtension.class)
final class CorruptRecordTest {

  private final Resource good = response("g", "/g/");
  private final Resource bad = response("b", "/b/");
  private final Resource fine = response("f", "/f/");

  private final RedisServer redis;
  private final Replica ours;
  private final AtomicInteger counted = new AtomicInteger();

  CorruptRecordTest(RedisServer redis) {
    this.redis = redis;
    RedisMeter meter =
        new RedisMeter() {
          @Override
          public void corrupt() {
            counted.incrementAndGet();
          }
        };
    this.ours =
        RedisReplicas.replica(
            new RedisTopology.Standalone(redis.uri()), RedisReplicas.PATIENT, meter);
  }

  @BeforeEach
  void fill() {
    redis.flushAll();
    ours.commit(store(Write.create(good), Write.create(bad), Write.create(fine)));
  }

  @AfterEach
  void close() {
    ours.close();
  }

  @Test
  void aCorruptRecordIsAFailureOfItsResourceAlone() {
    String key = RedisKeys.record(bad.id());
    redis.command("SET", key, "3 2\n{\"integrationResponseId\":");
    assertInternalFailure(() -> ours.find(bad.id()));
    assertInternalFailure(() -> ours.commit(append(bad.id(), "x")));
    assertThat(redis.command("GET", key)).isEqualTo("3 2\n{\"integrationResponseId\":");
    assertThat(counted).hasValue(2);
    assertOthersWork();
    assertThat(counted).as("the list met it too").hasValue(3);
  }

  @Test
  void aRecordThatIsNotAStringIsMissingFromItsCollectionAlone() {
    String key = RedisKeys.record(bad.id());
    redis.command("DEL", key);
    redis.command("SADD", key, "member");
    assertOthersWork();
    RedisNode.await("the list has told of it", () -> counted.get() == 1);
    assertInternalFailure(() -> ours.find(bad.id()));
    assertThat(counted).hasValue(2);
  }

  @Test
  void aLostRecordIsMissing() {
    redis.command("DEL", RedisKeys.record(bad.id()));
    assertThat(ours.find(bad.id())).isEmpty();
    assertOthersWork();
    assertThat(counted).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9 g", "9 g a", "9 g a=1", "9 g a=9:b", "9 g a=x:b"})
  void aCorruptEntryIsLeftOutOfPagesAlone(String entry) {
    String order = RedisKeys.order(responses());
    redis.command("ZADD", order, "0", entry);
    assertThat(ours.list(responses(), new PageRequest("", 10)).resources())
        .containsExactly(bad, fine, good);
    assertThat(counted).hasValue(1);
    redis.command("ZREM", order, RecordCodec.encodeEntry(Entry.of(bad)));
    Page first = ours.list(responses(), new PageRequest("", 1));
    Page second = ours.list(responses(), new PageRequest(first.lastId().orElseThrow(), 1));
    Page third = ours.list(responses(), new PageRequest(second.lastId().orElseThrow(), 1));
    assertThat(first.resources()).isEmpty();
    assertThat(second.resources()).containsExactly(fine);
    assertThat(third.resources()).containsExactly(good);
    assertThat(third.lastId()).isEmpty();
    assertThat(counted).hasValue(2);
  }

  /** An entry that cannot be decoded names no resource to delete, but still counts as one. */
  @Test
  void aCorruptEntryIsCountedAndStopsADeletionOfAll() {
    redis.command("ZADD", RedisKeys.order(responses()), "0", "x nonsense");
    Snapshot snapshot = ours.commit(look(new Read.OfSize(responses())));
    assertThat(snapshot.size(responses())).isEqualTo(4);
    assertInternalFailure(() -> ours.commit(look(new Read.OfEntries(responses()))));
    assertThat(counted).hasValue(1);
  }

  @Test
  void aCollectionOfAnotherTypeIsCounted() {
    redis.command("SET", RedisKeys.order(responses()), "x");
    assertInternalFailure(() -> ours.list(responses(), new PageRequest("", 10)));
    assertThat(counted).hasValue(1);
    assertThat(ours.find(good.id())).contains(good);
  }

  @Test
  void strangeIdentifiersReachNothing() {
    List<String> api = responses().parentPath().subList(0, 1);
    Resource route =
        new Resource(
            new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.ROUTE, List.of(api.get(0), "r")),
            1,
            Map.of());
    ours.commit(store(Write.create(route)));
    for (String strange :
        List.of(
            "",
            "g/",
            "/g",
            "%67",
            "g#order",
            "*",
            "?",
            "[g]",
            "g\0",
            "G",
            "../g",
            "\ud83d\ude00",
            "x}",
            "{g}",
            "../../routes/r")) {
      assertThat(ours.find(responses().member(strange))).as(strange).isEmpty();
      assertThat(ours.commit(onlyReading(new Read.OfResource(responses().member(strange)))))
          .isTrue();
    }
    ResourceId inside = Samples.APIS.member(api.get(0) + "/routes/r");
    assertThat(ours.find(inside)).isEmpty();
    assertThat(
            ours.list(inside.children(ApiGatewayTypes.ROUTE), new PageRequest("", 10)).resources())
        .isEmpty();
    ResourceId outside =
        Samples.APIS.member(api.get(0)).children(ApiGatewayTypes.ROUTE).member("r");
    assertThat(ours.find(outside)).contains(route);
  }

  private void assertOthersWork() {
    assertThat(ours.list(responses(), new PageRequest("", 10)).resources())
        .containsExactly(fine, good);
    assertThat(ours.commit(append(good.id(), "x")).revision()).isEqualTo(2);
    assertThat(ours.find(fine.id())).contains(fine);
  }

  private static Transition<Boolean> onlyReading(Read read) {
    return new Transition<>(read, Set.of(read), snapshot -> new Decision.Commit<>(List.of(), true));
  }

  private static void assertInternalFailure(ThrowingCallable call) {
    ServiceException refusal = Assertions.catchThrowableOfType(ServiceException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
  }
}
