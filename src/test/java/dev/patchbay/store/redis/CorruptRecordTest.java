package dev.patchbay.store.redis;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.response;
import static dev.patchbay.store.Samples.responses;
import static dev.patchbay.store.Samples.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.embedded.RedisServer;
import dev.patchbay.embedded.RedisServerExtension;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a foreign hand in Redis, or a request with a strange identifier, can and cannot spoil. */
@ExtendWith(RedisServerExtension.class)
final class CorruptRecordTest {

  private final Resource good = response("g", 1, "/g/");
  private final Resource bad = response("b", 2, "/b/");
  private final Resource fine = response("f", 3, "/f/");

  private final RedisServer redis;
  private final Replica ours;

  CorruptRecordTest(RedisServer redis) {
    this.redis = redis;
    this.ours = RedisReplicas.replica(redis.uri(), 1, RedisReplicas.PATIENT);
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
    assertOthersWork();
  }

  @Test
  void aRecordThatIsNotAStringIsMissingFromItsCollectionAlone() {
    String key = RedisKeys.record(bad.id());
    redis.command("DEL", key);
    redis.command("SADD", key, "member");
    assertOthersWork();
  }

  @Test
  void aLostRecordIsMissing() {
    redis.command("DEL", RedisKeys.record(bad.id()));
    assertThat(ours.find(bad.id())).isEmpty();
    assertOthersWork();
  }

  @Test
  void aCorruptEntryIsAnInternalFailure() {
    for (String entry :
        List.of("", "nonsense", "x g", "9", "9 g a", "9 g a=1", "9 g a=9:b", "9 g a=x:b")) {
      redis.command("ZADD", RedisKeys.order(responses()), "9", entry);
      assertInternalFailure(() -> ours.list(responses(), new PageRequest(0, 10)));
      assertInternalFailure(() -> ours.commit(onlyReading(new Read.OfEntries(responses()))));
      redis.command("ZREM", RedisKeys.order(responses()), entry);
    }
    redis.command("ZADD", RedisKeys.order(responses()), "9", "nonsense");
    assertInternalFailure(() -> ours.commit(onlyReading(new Read.OfTail(responses()))));
    redis.command("ZREM", RedisKeys.order(responses()), "nonsense");
    assertThat(ours.list(responses(), new PageRequest(0, 10)).resources()).hasSize(3);
  }

  @Test
  void strangeIdentifiersReachNothing() {
    List<String> api = responses().parentPath().subList(0, 1);
    Resource route =
        new Resource(
            new ResourceId(Samples.ACCOUNT, ResourceType.ROUTE, List.of(api.get(0), "r")),
            1,
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
    assertThat(ours.list(inside.children(ResourceType.ROUTE), new PageRequest(0, 10)).resources())
        .isEmpty();
    ResourceId outside = Samples.APIS.member(api.get(0)).children(ResourceType.ROUTE).member("r");
    assertThat(ours.find(outside)).contains(route);
  }

  private void assertOthersWork() {
    assertThat(ours.list(responses(), new PageRequest(0, 10)).resources())
        .containsExactly(good, fine);
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
